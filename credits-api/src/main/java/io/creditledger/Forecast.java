package io.creditledger;

import java.util.List;
import java.util.Objects;

/**
 * What an account will have at a future instant if nothing is granted or charged until then.
 *
 * @param balance the balance at that instant
 * @param expired what will have expired between now and then, soonest first, one element for each instant
 */
public record Forecast(Balance balance, List<ExpiringCredits> expired) {
    public Forecast {
        Objects.requireNonNull(balance, "balance");
        expired = List.copyOf(expired);
    }

    /**
     * Returns how many credits will have expired in all.
     *
     * @return the sum over all expiries
     */
    public Credits expiredCredits() {
        return expired.stream().map(ExpiringCredits::credits).reduce(Credits.ZERO, Credits::plus);
    }
}
