package io.creditledger;

import static io.creditledger.Fixtures.absent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 seconds",
        "PT5S, 5 seconds",
        "PT5.01S, 5.01 seconds",
        "PT1M40S, 100 seconds",
        "PT0.000000001S, 0.000000001 seconds",
        "PT1000000000S, 1000000000 seconds",
        "PT999999999.999999999S, 999999999.999999999 seconds",
    })
    void a_duration_is_so_many_seconds(Duration duration, String seconds) {
        assertThat(Output.of(duration)).hasToString(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"100", "100.0", "1E+2", "100.000000000"})
    void however_it_is_written_an_output_is_the_same(String seconds) {
        Output output = Output.seconds(new BigDecimal(seconds));

        assertThat(output).isEqualTo(Output.of(Duration.ofSeconds(100)));
        assertThat(output).hasSameHashCodeAs(Output.of(Duration.ofSeconds(100)));
        assertThat(output.quantity()).hasToString("100");
    }

    @Test
    void no_output_is_one_output() {
        assertThat(Output.seconds(new BigDecimal("0.000"))).isEqualTo(Output.of(Duration.ZERO));
        assertThat(Output.seconds(new BigDecimal("0E+5")).quantity()).isEqualTo(BigDecimal.ZERO);
    }

    @Test
    void units_are_no_seconds() {
        assertThat(Output.units(3)).hasToString("3 units").isNotEqualTo(Output.of(Duration.ofSeconds(3)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-0.000000001S", "PT-1S", "PT1000000000.000000001S"})
    void a_negative_or_absurd_duration_is_refused(Duration duration) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Output.of(duration))
                .withMessageStartingWith("output must be from 0 to 1000000000 seconds, but was ");
    }

    @Test
    void the_longest_durations_of_java_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Output.of(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)))
                .withMessage("output must be from 0 to 1000000000 seconds, but was 9223372036854775807.999999999");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Output.of(Duration.ofSeconds(Long.MIN_VALUE)))
                .withMessage("output must be from 0 to 1000000000 seconds, but was -9223372036854775808.000000000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1000000001", "1E+999999999"})
    void decimal_seconds_out_of_range_are_refused(String seconds) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Output.seconds(new BigDecimal(seconds)))
                .withMessage("output must be from 0 to 1000000000 seconds, but was " + seconds);
    }

    @Test
    void seconds_finer_than_a_nanosecond_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Output.seconds(new BigDecimal("0.0000000001")))
                .withMessage("output must have at most 9 decimal places, but was 1E-10");
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 1_000_000_001, Long.MAX_VALUE})
    void units_out_of_range_are_refused(long units) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Output.units(units))
                .withMessage("output must be from 0 to 1000000000 units, but was " + units);
    }

    @Test
    void nulls_are_refused_by_name() {
        assertThatNullPointerException().isThrownBy(() -> Output.of(absent())).withMessage("duration");
        assertThatNullPointerException()
                .isThrownBy(() -> Output.seconds(absent()))
                .withMessage("quantity");
        assertThatNullPointerException()
                .isThrownBy(() -> new Output(BigDecimal.ONE, absent()))
                .withMessage("measure");
    }
}
