package io.creditledger.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.creditledger.CreditPolicy;
import io.creditledger.PolicySettingsException;
import io.creditledger.PolicySettingsException.BadSetting;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTableTest {
    /** A row of the page's table. */
    private record Row(String name, String absent, String accepted) {
        static Row of(String line) {
            List<String> cells = Arrays.stream(line.split("\\|", -1))
                    .map(cell -> cell.strip().replace("`", ""))
                    .toList();
            return new Row(cells.get(1), cells.get(3), cells.get(4));
        }
    }

    /** Whatever is asked for is set, and to nonsense; so the complaints name all that is ever asked for. */
    private static final class Nonsense extends AbstractMap<String, String> {
        @Override
        public @Nullable String get(@Nullable Object name) {
            return "?";
        }

        @Override
        public Set<Entry<String, String>> entrySet() {
            return Set.of();
        }
    }

    static List<Row> rows() {
        return Markdown.of("docs/policy.md")
                .section("## Settings")
                .text()
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(Row::of)
                .toList();
    }

    @Test
    void the_page_names_all_settings_that_are_read_and_what_they_accept() {
        PolicySettingsException complaint =
                catchThrowableOfType(PolicySettingsException.class, () -> CreditPolicy.from(new Nonsense()));

        assertThat(rows())
                .extracting(Row::name, Row::accepted)
                .containsExactlyInAnyOrderElementsOf(complaint.badSettings().stream()
                        .map(setting -> tuple(setting.name(), setting.accepted()))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_default_that_the_page_names_is_what_counts_when_nothing_is_set(Row row) {
        assertThat(CreditPolicy.from(Map.of(row.name(), row.absent()))).isEqualTo(CreditPolicy.defaults());
    }

    @Test
    void one_error_lists_everything_that_is_wrong_as_the_page_shows() {
        PolicySettingsException complaint = catchThrowableOfType(
                PolicySettingsException.class,
                () -> CreditPolicy.from(Map.of("CREDIT_EXPIRY_MONTHS", "0", "CREDIT_ZONE", "Shanghai")));

        assertThat(complaint.badSettings()).extracting(BadSetting::name).hasSize(2);
        assertThat(Markdown.of("docs/policy.md").blocks("text"))
                .containsExactly(String.valueOf(complaint.getMessage()).replace("; ", ";\n") + "\n");
    }
}
