package io.creditledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import nl.jqno.equalsverifier.EqualsVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreditsTest {
    private static final Credits MAX = Credits.of(Long.MAX_VALUE);

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    void a_negative_amount_is_refused(long value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Credits.of(value))
                .withMessage("credits must not be negative, but were " + value);
    }

    @Test
    void sums_are_exact_up_to_the_greatest_amount() {
        assertThat(Credits.of(Long.MAX_VALUE - 1).plus(Credits.of(1))).isEqualTo(MAX);
        assertThat(MAX.plus(Credits.ZERO)).isEqualTo(MAX);
        assertThat(Credits.ZERO.plus(Credits.ZERO)).isEqualTo(Credits.ZERO);
    }

    @Test
    void a_sum_beyond_the_greatest_amount_is_refused() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> MAX.plus(Credits.of(1)))
                .withMessage("cannot add 1 to 9223372036854775807 credits;"
                        + " the sum must not exceed 9223372036854775807");
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Credits.of(1).plus(MAX));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> MAX.plus(MAX));
    }

    @Test
    void differences_are_exact_down_to_nothing() {
        assertThat(Credits.of(50).minus(Credits.of(20))).isEqualTo(Credits.of(30));
        assertThat(MAX.minus(MAX)).isEqualTo(Credits.ZERO);
    }

    @Test
    void more_than_there_is_cannot_be_taken() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Credits.of(50).minus(Credits.of(51)))
                .withMessage("cannot take 51 from 50 credits; at most all of them can be taken");
    }

    @Test
    void amounts_compare_by_size() {
        assertThat(Credits.of(2).isMoreThan(Credits.of(1))).isTrue();
        assertThat(Credits.of(1).isMoreThan(Credits.of(1))).isFalse();
        assertThat(Credits.of(1).isMoreThan(Credits.of(2))).isFalse();
        assertThat(Credits.of(1).min(Credits.of(2))).isEqualTo(Credits.of(1));
        assertThat(Credits.of(2).min(Credits.of(1))).isEqualTo(Credits.of(1));
        assertThat(Credits.of(1)).isLessThan(MAX);
    }

    @Test
    void only_nothing_is_zero() {
        assertThat(Credits.of(0).isZero()).isTrue();
        assertThat(Credits.of(1).isZero()).isFalse();
        assertThat(MAX.isZero()).isFalse();
    }

    @Test
    void an_amount_prints_as_a_bare_number() {
        assertThat(MAX).hasToString("9223372036854775807");
    }

    @Test
    void amounts_are_equal_if_their_numbers_are() {
        EqualsVerifier.forClass(Credits.class).verify();
    }

    @Test
    void allocations_sum_up_exactly_or_not_at_all() {
        Allocation all = new Allocation(new GrantId("a"), MAX);
        Allocation one = new Allocation(new GrantId("b"), Credits.of(1));

        assertThat(Allocation.sum(List.of())).isEqualTo(Credits.ZERO);
        assertThat(Allocation.sum(List.of(one, one))).isEqualTo(Credits.of(2));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Allocation.sum(List.of(all, one)));
    }
}
