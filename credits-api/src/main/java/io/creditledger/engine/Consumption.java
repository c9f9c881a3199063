package io.creditledger.engine;

import io.creditledger.Allocation;
import io.creditledger.ConsumptionOrder;
import io.creditledger.Credits;
import io.creditledger.Grant;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Which grants pay how much of an amount. Charges and quotes both ask here.
 *
 * @param draws what each grant pays, in consumption order
 * @param uncovered what no grant could pay
 */
record Consumption(List<Draw> draws, Credits uncovered) {
    /** How much is taken from one grant. */
    record Draw(Grant grant, Credits amount) {}

    static Consumption of(Credits amount, Collection<Grant> grants, ConsumptionOrder order, Instant at) {
        return of(amount, usable(grants, order, at));
    }

    /**
     * Takes an amount from grants.
     *
     * @param amount what is to be paid
     * @param usable grants that may pay, in consumption order; read only as far as they are needed
     */
    static Consumption of(Credits amount, Iterable<Grant> usable) {
        Few<Draw> draws = new Few<>();
        Credits uncovered = amount;
        for (Grant grant : usable) {
            if (uncovered.isZero()) {
                break;
            }
            Credits taken = uncovered.min(grant.remaining());
            draws.add(new Draw(grant, taken));
            uncovered = uncovered.minus(taken);
        }
        return new Consumption(draws.list(), uncovered);
    }

    boolean isCovered() {
        return uncovered.isZero();
    }

    List<Allocation> allocations() {
        return draws.stream()
                .map(draw -> new Allocation(draw.grant().id(), draw.amount()))
                .toList();
    }

    private static List<Grant> usable(Collection<Grant> grants, ConsumptionOrder order, Instant at) {
        Few<Grant> usable = new Few<>();
        for (Grant grant : grants) {
            if (grant.isUsableAt(at)) {
                usable.add(grant);
            }
        }
        return usable.sorted(order.comparator());
    }
}
