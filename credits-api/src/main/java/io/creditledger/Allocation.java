package io.creditledger;

import java.util.List;
import java.util.Objects;

/**
 * How much of a charge one grant paid.
 *
 * @param grant the grant that paid
 * @param amount how many credits
 */
public record Allocation(GrantId grant, Credits amount) {
    public Allocation {
        Objects.requireNonNull(grant, "grant");
        Objects.requireNonNull(amount, "amount");
    }

    /**
     * Sums allocations up.
     *
     * @param allocations the allocations
     * @return how many credits they are together
     * @throws ArithmeticException if the sum is more than {@link Long#MAX_VALUE}
     */
    public static Credits sum(List<Allocation> allocations) {
        Credits sum = Credits.ZERO;
        for (Allocation allocation : allocations) {
            sum = sum.plus(allocation.amount);
        }
        return sum;
    }
}
