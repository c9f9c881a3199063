package io.creditledger.jdbc.legacy;

import io.creditledger.jdbc.legacy.LegacyRows.Transaction;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one user's credits, found out by moving each single credit. It shares nothing with what it checks.
 *
 * @param balance the credits that are left
 * @param expired the credits that expired unspent
 * @param uncovered what was spent without there being a credit for it
 */
record BruteForce(long balance, long expired, long uncovered) {
    /** Each credit lies here with its expiry, the first to go in front. */
    private record Credit(Instant expiresAt, Instant createdAt, int transaction) {}

    private record Event(Instant at, boolean isExpiry, long amount) {}

    /**
     * Replays a user's transactions first in, first out: what was spent before the cutover may have been any credits, then
     * what has expired goes, and later spending takes what has not expired by then.
     *
     * @param cutover when expiry began
     * @param now the instant asked about, not before the cutover; at the cutover itself all spending is in the past,
     *     whatever its date
     */
    static BruteForce replay(List<Transaction> transactions, int months, Instant cutover, Instant now) {
        List<Credit> credits = credits(transactions, months, cutover);
        long expired = 0;
        long uncovered = 0;
        for (Event event : events(transactions, credits, cutover, now)) {
            if (event.isExpiry()) {
                int before = credits.size();
                credits.removeIf(credit -> !credit.expiresAt().isAfter(event.at()));
                expired += before - credits.size();
            } else {
                uncovered += spend(credits, event.amount());
            }
        }
        return new BruteForce(credits.size(), expired, uncovered);
    }

    /** The other way to count: what was received and has not expired, less all that was ever spent. */
    static long sum(List<Transaction> transactions, int months, Instant cutover, Instant now) {
        List<Credit> credits = credits(transactions, months, cutover);
        credits.removeIf(credit -> !credit.expiresAt().isAfter(now));
        for (Transaction transaction : transactions) {
            spend(credits, spent(transaction));
        }
        return credits.size();
    }

    /** Returns when a receipt expires, counted in UTC; a receipt without a date counts as made at the cutover. */
    static Instant expiry(@Nullable Instant createdAt, int months, Instant cutover) {
        return Objects.requireNonNullElse(createdAt, cutover)
                .atOffset(ZoneOffset.UTC)
                .plusMonths(months)
                .toInstant();
    }

    private static List<Credit> credits(List<Transaction> transactions, int months, Instant cutover) {
        List<Credit> credits = new ArrayList<>();
        for (Transaction transaction : transactions) {
            Instant createdAt = Objects.requireNonNullElse(transaction.createdAt(), cutover);
            Credit credit = new Credit(expiry(createdAt, months, cutover), createdAt, transaction.number());
            for (long i = 0; i < received(transaction); i++) {
                credits.add(credit);
            }
        }
        credits.sort(Comparator.comparing(Credit::expiresAt)
                .thenComparing(Credit::createdAt)
                .thenComparing(Credit::transaction));
        return credits;
    }

    /** Spending before the cutover comes first; at one instant expiry comes before spending. */
    private static List<Event> events(
            List<Transaction> transactions, List<Credit> credits, Instant cutover, Instant now) {
        List<Event> events = new ArrayList<>();
        events.add(new Event(cutover, true, 0));
        events.add(new Event(now, true, 0));
        credits.stream()
                .map(Credit::expiresAt)
                .distinct()
                .filter(at -> at.isAfter(cutover) && at.isBefore(now))
                .forEach(at -> events.add(new Event(at, true, 0)));
        for (Transaction transaction : transactions) {
            Instant at = Objects.requireNonNullElse(transaction.createdAt(), Instant.MIN);
            Instant counted = now.equals(cutover) ? Instant.MIN : at;
            events.add(new Event(counted, false, spent(transaction)));
        }
        events.sort(Comparator.comparing(Event::at).thenComparing(event -> !event.isExpiry()));
        return events;
    }

    private static long spend(List<Credit> credits, long amount) {
        long missing = amount;
        while (missing > 0 && !credits.isEmpty()) {
            credits.remove(0);
            missing--;
        }
        return missing;
    }

    private static long received(Transaction transaction) {
        return transaction.amount() == null ? 0 : Math.max(0, transaction.amount());
    }

    private static long spent(Transaction transaction) {
        return transaction.amount() == null ? 0 : Math.max(0, -transaction.amount());
    }
}
