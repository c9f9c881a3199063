package io.creditledger.jdbc.legacy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/**
 * One user's credits of a host that goes on selling, each lot on its own: what {@link LegacyReports} has to come to, found
 * without any of its formulas.
 */
final class CreditQueue {
    private static final class Lot {
        Instant expires;
        long left;

        Lot(Instant expires, long left) {
            this.expires = expires;
            this.left = left;
        }
    }

    private final List<Lot> lots = new ArrayList<>();
    private long withoutExpiry;
    private long lost;

    /** Credits that are there without a receipt never expire, and are spent last. */
    CreditQueue(long withoutReceipt) {
        withoutExpiry = withoutReceipt;
    }

    void receive(Instant expires, long amount) {
        lots.add(new Lot(expires, amount));
        lots.sort(Comparator.comparing(lot -> lot.expires));
    }

    void spend(long amount) {
        long missing = amount;
        for (Lot lot : lots) {
            long taken = Math.min(lot.left, missing);
            lot.left -= taken;
            missing -= taken;
        }
        withoutExpiry -= missing;
    }

    void pass(int days) {
        lots.forEach(lot -> lot.expires = lot.expires.minus(Duration.ofDays(days)));
    }

    /** Forgets what has expired, and returns it. */
    long expire(Instant now) {
        long expired = 0;
        for (Iterator<Lot> each = lots.iterator(); each.hasNext(); ) {
            Lot lot = each.next();
            if (!lot.expires.isAfter(now)) {
                expired += lot.left;
                each.remove();
            }
        }
        lost += expired;
        return expired;
    }

    long balance() {
        return withoutExpiry + lots.stream().mapToLong(lot -> lot.left).sum();
    }

    long lost() {
        return lost;
    }
}
