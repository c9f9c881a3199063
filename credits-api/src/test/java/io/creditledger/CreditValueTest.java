package io.creditledger;

import static io.creditledger.Fixtures.absent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.math.BigDecimal;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreditValueTest {
    private static final Currency CNY = Currency.getInstance("CNY");

    private static CreditValue value(String amount) {
        return new CreditValue(new BigDecimal(amount), CNY);
    }

    @Test
    void credits_are_worth_so_much_each_exactly() {
        assertThat(value("0.1").of(Credits.of(3))).isEqualByComparingTo("0.3");
        assertThat(value("0.1").of(Credits.ZERO)).isEqualByComparingTo("0");
        assertThat(value("0.000000001").of(Credits.of(Long.MAX_VALUE))).isEqualByComparingTo("9223372036.854775807");
    }

    @Test
    void any_currency_will_do() {
        CreditValue dollars = new CreditValue(new BigDecimal("0.02"), Currency.getInstance("USD"));

        assertThat(dollars.of(Credits.of(50))).isEqualByComparingTo("1");
        assertThat(dollars.currency().getCurrencyCode()).isEqualTo("USD");
    }

    @Test
    void however_it_is_written_a_value_is_the_same() {
        assertThat(value("0.10")).isEqualTo(value("0.1")).hasSameHashCodeAs(value("0.1"));
        assertThat(value("1E+2").amount()).hasToString("100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "1000000001", "1E+999999999"})
    void a_value_out_of_range_is_refused(String amount) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> value(amount))
                .withMessage("a credit's value must be from 0 to 1000000000 CNY, but was " + amount);
    }

    @Test
    void nulls_are_refused_by_name() {
        assertThatNullPointerException()
                .isThrownBy(() -> new CreditValue(absent(), CNY))
                .withMessage("amount");
        assertThatNullPointerException()
                .isThrownBy(() -> new CreditValue(BigDecimal.ONE, absent()))
                .withMessage("currency");
    }
}
