package io.creditledger;

import static io.creditledger.Fixtures.absent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {
    @Test
    void a_rate_says_what_it_is_charged_for() {
        assertThat(Rate.perSecond(10)).isEqualTo(new Rate(BigDecimal.TEN, Rate.Basis.SECOND));
        assertThat(Rate.perUnit(new BigDecimal("0.5"))).isEqualTo(new Rate(new BigDecimal("0.5"), Rate.Basis.UNIT));
        assertThat(Rate.flat(Credits.of(30))).isEqualTo(new Rate(BigDecimal.valueOf(30), Rate.Basis.TASK));
        assertThat(Rate.perSecond(10)).isNotEqualTo(Rate.perUnit(BigDecimal.TEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "10.0", "10.000000000", "1E+1", "1e1", "0.1E2"})
    void however_it_is_written_a_rate_is_the_same(String credits) {
        Rate rate = Rate.perSecond(new BigDecimal(credits));

        assertThat(rate).isEqualTo(Rate.perSecond(10)).hasSameHashCodeAs(Rate.perSecond(10));
        assertThat(rate.credits()).hasToString("10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.000000001", "999999999.999999999", "1000000000", "1E+9"})
    void a_rate_at_the_bounds_is_taken(String credits) {
        assertThat(Rate.perSecond(new BigDecimal(credits)).credits()).isEqualByComparingTo(credits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-0.000000001", "1000000000.000000001", "1E+999999999", "-1E+999999999"})
    void a_rate_out_of_range_is_refused(String credits) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rate.perSecond(new BigDecimal(credits)))
                .withMessage("a rate must be from 0 to 1000000000 credits, but was " + new BigDecimal(credits));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E-10", "3.0000000001", "1E-999999999"})
    void a_rate_finer_than_nine_places_is_refused(String credits) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rate.perUnit(new BigDecimal(credits)))
                .withMessage("a rate must have at most 9 decimal places, but was " + new BigDecimal(credits));
    }

    @Test
    void a_flat_rate_that_is_absurd_is_refused() {
        assertThat(Rate.flat(Credits.of(1_000_000_000)).credits()).isEqualByComparingTo(Rate.MAX_CREDITS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rate.flat(Credits.of(1_000_000_001)))
                .withMessage("a rate must be from 0 to 1000000000 credits, but was 1000000001");
    }

    @Test
    void nulls_are_refused_by_name() {
        assertThatNullPointerException()
                .isThrownBy(() -> new Rate(absent(), Rate.Basis.SECOND))
                .withMessage("credits");
        assertThatNullPointerException()
                .isThrownBy(() -> new Rate(BigDecimal.ONE, absent()))
                .withMessage("basis");
    }
}
