package io.creditledger;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Objects;

/**
 * What one credit is worth in money. For display and reports only: nothing is decided by it.
 *
 * @param amount the money for one credit, not negative
 * @param currency in which currency
 */
public record CreditValue(BigDecimal amount, Currency currency) {
    /**
     * Checks the amount.
     *
     * @throws IllegalArgumentException if the amount is negative
     */
    public CreditValue {
        Objects.requireNonNull(currency, "currency");
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("a credit's value must not be negative, but was " + amount);
        }
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
