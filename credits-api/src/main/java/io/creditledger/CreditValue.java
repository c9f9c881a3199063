package io.creditledger;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Objects;

/**
 * What one credit is worth in money. For display and reports only: nothing is decided by it.
 *
 * @param amount the money for one credit, from 0 to 1,000,000,000, with at most 9 decimal places
 * @param currency in which currency
 */
public record CreditValue(BigDecimal amount, Currency currency) {
    /**
     * Checks the amount.
     *
     * @throws IllegalArgumentException if the amount is negative, absurdly high, or too fine
     */
    public CreditValue {
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(currency, "currency");
        amount = ExactNumber.require("a credit's value", amount, currency.getCurrencyCode());
    }

    /**
     * Returns the value of credits.
     *
     * @param credits how many
     * @return their value, exactly
     */
    public BigDecimal of(Credits credits) {
        return amount.multiply(BigDecimal.valueOf(credits.value()));
    }
}
