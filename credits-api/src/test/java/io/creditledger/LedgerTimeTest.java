package io.creditledger;

import static io.creditledger.Fixtures.absent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2026-01-15T12:00:00.123456789Z, 2026-01-15T12:00:00.123456Z",
        "2026-01-15T12:00:00.123456Z, 2026-01-15T12:00:00.123456Z",
        "1970-01-01T00:00:00.000000999Z, 1970-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999Z",
    })
    void cutting_drops_what_is_less_than_a_microsecond(Instant instant, Instant cut) {
        assertThat(LedgerTime.cut(instant)).isEqualTo(cut);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1969-12-31T23:59:59.999999999Z", "+10000-01-01T00:00:00Z", "-1000000000-01-01T00:00:00Z"})
    void instants_that_no_database_holds_are_not_cut(Instant instant) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LedgerTime.cut(instant))
                .withMessage("instants must lie between 1970-01-01T00:00:00Z and 9999-12-31T23:59:59.999999Z, but was "
                        + instant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00Z", "2026-01-15T12:00:00.000001Z", "9999-12-31T23:59:59.999999Z"})
    void whole_microseconds_are_storable(Instant instant) {
        assertThat(LedgerTime.requireStorable("expiry", instant)).isSameAs(instant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1969-12-31T23:59:59.999999Z", "+10000-01-01T00:00:00Z"})
    void instants_out_of_bounds_are_not_storable(Instant instant) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LedgerTime.requireStorable("expiry", instant))
                .withMessage("expiry must lie between 1970-01-01T00:00:00Z and 9999-12-31T23:59:59.999999Z, but was "
                        + instant);
    }

    @Test
    void nanoseconds_are_not_storable() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LedgerTime.requireStorable("expiry", Instant.parse("2026-01-15T12:00:00.000000001Z")))
                .withMessage("expiry must be a whole microsecond, but was 2026-01-15T12:00:00.000000001Z;"
                        + " cut it with truncatedTo(ChronoUnit.MICROS)");
    }

    @Test
    void a_null_is_refused_by_name() {
        assertThatNullPointerException()
                .isThrownBy(() -> LedgerTime.cut(absent()))
                .withMessage("instant");
        assertThatNullPointerException()
                .isThrownBy(() -> LedgerTime.requireStorable("expiry", absent()))
                .withMessage("expiry");
    }
}
