package io.creditledger.jdbc.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.jdbc.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SupportScriptTest {
    private static final String FORMULA = "-- Of what nothing explained";

    @ParameterizedTest
    @EnumSource
    void what_is_stored_is_what_is_shown(Database database) {
        String shown = SupportScript.named("recalculate", database).text();
        String stored = SupportScript.named("store-recalculated", database).text();

        assertThat(formula(stored)).hasSizeGreaterThan(1_000).isEqualTo(formula(shown));
    }

    private static String formula(String script) {
        String begin = script.substring(script.indexOf(FORMULA));
        return begin.substring(0, begin.indexOf("cross join gone g")).replaceAll("(?m)^ +", "");
    }

    @ParameterizedTest
    @EnumSource
    void numbers_replace_examples(Database database) {
        assertThat(SupportScript.named("affected-users", database)
                        .with("limit", 7)
                        .text())
                .contains("limit 7;")
                .doesNotContain("/*");
        assertThat(SupportScript.named("expire-now", database).with("users", 7).text())
                .contains("limit 7;");
    }

    @Test
    void numbers_that_a_script_does_not_have_are_refused() {
        SupportScript script = SupportScript.named("expiry-dates", Database.H2);

        assertThatThrownBy(() -> script.with("limit", 7)).hasMessage("the script has no example of limit");
    }

    @Test
    void scripts_that_are_not_there_are_refused() {
        assertThatThrownBy(() -> SupportScript.named("gossip", Database.MYSQL)).hasMessage("there is no script gossip");
    }

    @Test
    void mysql_has_the_scripts_of_mariadb() {
        assertThat(SupportScript.named("check-schema", Database.MYSQL).text())
                .isEqualTo(SupportScript.named("check-schema", Database.MARIADB).text());
    }
}
