package io.creditledger.testkit.contract.model;

import io.creditledger.AccountId;
import io.creditledger.Balance;
import io.creditledger.ConsumptionOrder;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.ExpiringCredits;
import io.creditledger.Grant;
import io.creditledger.GrantId;
import io.creditledger.GrantTerms;
import io.creditledger.LedgerTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * All that ever happened to one account, and what follows from it. Nothing that follows is kept: each question goes
 * through the whole journal again.
 */
record ModelJournal(AccountId account, List<Entry> entries) {
    private static final Comparator<Grant> OLDEST_FIRST = Comparator.comparing(Grant::number);
    private static final Comparator<Grant> SOONEST_FIRST = Comparator.comparing(Grant::priority)
            .thenComparing(ModelJournal::end)
            .thenComparing(Grant::number);

    ModelJournal upTo(Instant at) {
        return new ModelJournal(
                account,
                entries.stream()
                        .filter(entry -> !entry.recordedAt().isAfter(at))
                        .toList());
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    long lastSeq() {
        return entries.stream().mapToLong(Entry::seq).max().orElse(0);
    }

    /** Time never runs backwards within an account. */
    Instant notBeforeTheLast(Instant now) {
        Instant last =
                entries.stream().map(Entry::recordedAt).max(Instant::compareTo).orElse(LedgerTime.MIN);
        return now.isBefore(last) ? last : now;
    }

    long total() {
        return entries.stream().mapToLong(Entry::amount).sum();
    }

    /** In the order in which they were made. */
    List<Grant> grants() {
        return entries.stream()
                .filter(entry -> entry.terms() != null)
                .map(this::grant)
                .toList();
    }

    /** In the order in which they pay. */
    List<Grant> usable(Instant at, ConsumptionOrder order) {
        return grants().stream()
                .filter(grant -> isLeft(grant) && hasBegun(grant, at) && !hasEnded(grant, at))
                .sorted(order == ConsumptionOrder.OLDEST_GRANT_FIRST ? OLDEST_FIRST : SOONEST_FIRST)
                .toList();
    }

    /** In the order in which their expiry is recorded. */
    List<Grant> due(Instant at) {
        return grants().stream()
                .filter(grant -> isLeft(grant) && hasEnded(grant, at))
                .sorted(Comparator.comparing(ModelJournal::end).thenComparing(Grant::number))
                .toList();
    }

    Balance balance(Instant at) {
        return new Balance(
                account,
                at,
                sum(grant -> hasBegun(grant, at) && !hasEnded(grant, at)),
                sum(grant -> !hasBegun(grant, at) && !hasEnded(grant, at)),
                Credits.ZERO,
                Credits.ZERO,
                expiring(grant -> !hasEnded(grant, at)));
    }

    /** What expires after one instant, and not after another. */
    List<ExpiringCredits> expiringBetween(Instant from, Instant to) {
        return expiring(grant -> !hasEnded(grant, from) && hasEnded(grant, to));
    }

    private List<ExpiringCredits> expiring(Predicate<Grant> which) {
        return grants().stream()
                .filter(grant -> isLeft(grant) && which.test(grant))
                .flatMap(grant -> grant.expiry().instant().stream())
                .distinct()
                .sorted()
                .map(expires -> new ExpiringCredits(
                        expires, sum(grant -> which.test(grant) && end(grant).equals(expires))))
                .toList();
    }

    private Credits sum(Predicate<Grant> which) {
        return Credits.of(grants().stream()
                .filter(which)
                .mapToLong(grant -> grant.remaining().value())
                .sum());
    }

    private Grant grant(Entry made) {
        GrantId id = Objects.requireNonNull(made.grant());
        GrantTerms terms = Objects.requireNonNull(made.terms());
        return new Grant(
                account,
                id,
                terms.number(),
                terms.source(),
                terms.priority(),
                Credits.of(made.amount()),
                Credits.of(remaining(id)),
                made.effectiveAt(),
                terms.expiry());
    }

    private long remaining(GrantId id) {
        return entries.stream()
                .filter(entry -> id.equals(entry.grant()))
                .mapToLong(Entry::amount)
                .sum();
    }

    private static boolean isLeft(Grant grant) {
        return grant.remaining().value() > 0;
    }

    private static boolean hasBegun(Grant grant, Instant at) {
        return !at.isBefore(grant.effective());
    }

    private static boolean hasEnded(Grant grant, Instant at) {
        return !at.isBefore(end(grant));
    }

    /** The first instant at which a grant is not usable any more; never is later than all others. */
    private static Instant end(Grant grant) {
        return grant.expiry().instant().orElse(Instant.MAX);
    }
}
