package io.creditledger.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @Test
    void what_is_not_set_has_its_default() {
        Settings settings = Settings.parse(List.of("users=20", "data=ram"));

        assertThat(settings.number("users", 10_000)).isEqualTo(20);
        assertThat(settings.number("rounds", 3)).isEqualTo(3);
        assertThat(settings.text("data", "disk")).isEqualTo("ram");
    }

    @ParameterizedTest
    @ValueSource(strings = {"users", "=20", ""})
    void what_is_no_setting_is_refused(String written) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.parse(List.of(written)))
                .withMessageContaining("'" + written + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", "1.5", "10000000000"})
    void what_is_no_number_from_1_on_is_refused(String value) {
        Settings settings = Settings.parse(List.of("users=" + value));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.number("users", 1))
                .withMessageContaining("'users'")
                .withMessageContaining(value);
    }

    @Test
    void what_is_set_twice_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.parse(List.of("users=1", "users=2")))
                .withMessageContaining("twice");
    }

    @Test
    void what_nobody_reads_is_refused_with_the_names_that_are_read() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.parse(List.of("user=1")).requireAmong(Set.of("users", "rounds")))
                .withMessage("there are no settings [user]; there are [rounds, users]");
    }

    @Test
    void several_numbers_stand_between_commas() {
        Settings settings = Settings.parse(List.of("callers=1,32"));

        assertThat(settings.numbers("callers", "8")).containsExactly(1, 32);
        assertThat(settings.numbers("accounts", "8,9")).containsExactly(8, 9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1,", ",1", "1,,2", "1, 2", "1,0"})
    void what_is_no_list_of_numbers_from_1_on_is_refused(String value) {
        Settings settings = Settings.parse(List.of("callers=" + value));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.numbers("callers", "1"))
                .withMessageContaining("'callers'");
    }

    @ParameterizedTest
    @CsvSource({"2, 2000", "0.5, 500", "0.001, 1", "120, 120000"})
    void a_time_is_written_in_seconds(String value, long millis) {
        assertThat(Settings.parse(List.of("seconds=" + value)).seconds("seconds", "3"))
                .isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.0", "-1", "", "1s", ".5", "0.0001"})
    void what_is_no_time_is_refused(String value) {
        Settings settings = Settings.parse(List.of("seconds=" + value));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.seconds("seconds", "3"))
                .withMessageContaining("'" + value + "'");
    }
}
