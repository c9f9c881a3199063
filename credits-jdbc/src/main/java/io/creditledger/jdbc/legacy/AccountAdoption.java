package io.creditledger.jdbc.legacy;

import io.creditledger.AccountId;
import io.creditledger.ChargeCredits;
import io.creditledger.CreditLedgerException;
import io.creditledger.Credits;
import io.creditledger.Expiry;
import io.creditledger.GrantCredits;
import io.creditledger.IdempotencyKey;
import io.creditledger.LedgerTime;
import io.creditledger.Metadata;
import io.creditledger.TaskStatus;
import io.creditledger.engine.HistoricAccount;
import io.creditledger.spi.Account;
import io.creditledger.spi.AccountChange;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes an account of one user, told row by row in the order in which {@link LegacyReader} reads them. Pure.
 *
 * <p>Spending before the cutover takes from whatever was received before. At the cutover what has expired goes, and from
 * then on everything is as in the ledger. A database that was not upgraded has only a past: its cutover comes after all of
 * its rows. There the difference to {@code users.credits} is made up for before anything expires, as the host's balance
 * knows no expiry; in an upgraded one it is made up for at the end.
 *
 * <p>Once the user is refused, nothing more is decided; what was drained before is to be taken back. For use by one thread.
 */
final class AccountAdoption {
    static final String SOURCE = "legacy";
    static final String ADJUSTMENT_SOURCE = "legacy-adjustment";
    static final IdempotencyKey ADJUSTMENT_KEY =
            new IdempotencyKey(IdempotencyKey.RESERVED_PREFIX + "legacy-adjustment");

    private static final String KEY_PREFIX = IdempotencyKey.RESERVED_PREFIX + "legacy:";
    private static final Duration BETWEEN_SWEEPS = Duration.ofDays(1);

    private final LegacyUser user;
    private final AdoptionTerms terms;
    private final AccountId account;
    private final HistoricAccount history;
    private AccountTally tally = AccountTally.NOTHING;
    private Instant lastAt = LedgerTime.MIN;
    private @Nullable Instant nextSweep;
    private long expired;
    private int waitingTasks;
    private @Nullable RefusedUser refusal;

    /**
     * Begins with a user whose id can name an account.
     *
     * @throws IllegalArgumentException if it cannot; see {@link #unusable}
     */
    AccountAdoption(LegacyUser user, AdoptionTerms terms) {
        this.user = user;
        this.terms = terms;
        this.account = AccountId.of(user.id());
        this.history = new HistoricAccount(account, terms.policy(), terms.recordedAt(), terms.run());
    }

    /** Refuses a user whose id cannot name an account; empty if it can. */
    static Optional<RefusedUser> unusable(LegacyUser user) {
        try {
            AccountId.of(user.id());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(new RefusedUser(user.id(), RefusalReason.NOT_STORABLE, "users.id: " + e.getMessage()));
        }
    }

    void accept(LegacyTransaction row) {
        Long amount = row.amount();
        if (amount == null || isDirty(row.createdAt())) {
            tally = tally.withDirtyRow();
        }
        if (amount == null || amount == 0 || refusal != null) {
            return;
        }
        try {
            tell(row, amount);
        } catch (IllegalArgumentException | ArithmeticException | CreditLedgerException e) {
            refuse(RefusalReason.NOT_STORABLE, "credit_transactions.id " + row.id() + ": " + e.getMessage());
        }
    }

    void accept(LegacyTask row) {
        if (refusal != null) {
            return;
        }
        try {
            bring(new TaskAdoption(terms).adopt(account, row));
        } catch (IllegalArgumentException e) {
            refuse(RefusalReason.NOT_STORABLE, "tasks.id " + row.id() + ": " + e.getMessage());
        }
    }

    /** Comes to an end after the last row. */
    AccountOutcome finish() {
        long replay = tally.replay();
        long difference = 0;
        long adjustment = 0;
        if (refusal == null) {
            open(terms.cutover());
            if (terms.isUpgraded()) {
                beginExpiry();
                expire(following(terms.asOf()));
                replay = balance();
            }
            difference = difference();
            adjustment = refusal == null ? makeUpFor(difference) : 0;
            if (!terms.isUpgraded()) {
                beginExpiry();
            }
        }
        return new AccountOutcome(
                user, tally, tally.sum(), replay, balance(), debt(), expired, difference, adjustment, refusal);
    }

    /** How many rows wait to be taken away. */
    int waiting() {
        return history.waitingEntries() + waitingTasks;
    }

    /** Takes away what was decided since the last time. */
    AccountChange drain() {
        waitingTasks = 0;
        return history.drain();
    }

    /** What a charge could take by the account's own time, which is what a ledger that mirrors sets the balance to. */
    long available() {
        return history.availableAt(history.account().lastAt()).value();
    }

    /** The account's row as it is now. */
    Account account() {
        return history.account();
    }

    private boolean isDirty(@Nullable Instant createdAt) {
        return createdAt == null || createdAt.isAfter(terms.recordedAt());
    }

    private void bring(TaskAdoption.Adopted adopted) {
        tally = tally.withTask(adopted.task().status() == TaskStatus.RUNNING);
        if (adopted.isDirty()) {
            tally = tally.withDirtyRow();
        }
        history.bring(adopted.task());
        waitingTasks++;
    }

    private void tell(LegacyTransaction row, long amount) {
        Instant created = LedgerTime.cut(Objects.requireNonNullElse(row.createdAt(), terms.cutover()));
        IdempotencyKey key = new IdempotencyKey(KEY_PREFIX + row.id());
        if (row.createdAt() != null && terms.knowsExpiryAt(created)) {
            beginExpiry();
        }
        Instant at = following(created);
        sweep(at);
        open(at);
        if (amount > 0) {
            Expiry expiry =
                    row.expiresAt() == null ? terms.expiryOf(created) : Expiry.at(LedgerTime.cut(row.expiresAt()));
            tally = tally.withReceipt(amount, expiry.hasPassedAt(terms.asOf()));
            receive(Credits.of(amount), SOURCE, key, at, expiry);
        } else {
            tally = tally.withSpending(Math.negateExact(amount));
            spend(Credits.of(-amount), key, at);
        }
    }

    /** The journal's instants follow each other: local times that were shown twice, or never, do not lead back. */
    private Instant following(Instant created) {
        Instant at = created.isAfter(terms.recordedAt()) ? terms.recordedAt() : created;
        lastAt = at.isBefore(lastAt) ? lastAt : at;
        return lastAt;
    }

    private void open(Instant at) {
        if (!history.account().isOpened()) {
            history.open(at);
        }
    }

    /** A receipt that has expired when it is made, by the host's own account, counts from just before its expiry. */
    private void receive(Credits amount, String source, IdempotencyKey key, Instant at, Expiry expiry) {
        Instant effective = expiry.instant()
                .filter(expires -> !expires.isAfter(at))
                .map(expires -> expires.minus(1, ChronoUnit.MICROS))
                .orElse(at);
        history.receive(
                new GrantCredits(
                        account,
                        amount,
                        source,
                        key,
                        GrantCredits.DEFAULT_PRIORITY,
                        effective,
                        expiry,
                        null,
                        Metadata.none()),
                effective);
    }

    private void spend(Credits amount, IdempotencyKey key, Instant at) {
        history.spend(new ChargeCredits(account, amount, key, null, Metadata.none()), at);
    }

    /** At the cutover; does nothing if it has begun. */
    private void beginExpiry() {
        if (nextSweep == null) {
            history.beginExpiry();
            expire(terms.cutover());
        }
    }

    /** What is due is taken away now and then, so that spending does not look at it again and again. */
    private void sweep(Instant at) {
        if (nextSweep != null && !at.isBefore(nextSweep)) {
            expire(at);
        }
    }

    private void expire(Instant at) {
        expired += history.expire(at).value();
        nextSweep = at.plus(BETWEEN_SWEEPS);
    }

    private long difference() {
        try {
            return user.credits() == null ? 0 : Math.subtractExact(user.credits(), balance() - debt());
        } catch (ArithmeticException e) {
            refuse(RefusalReason.NOT_STORABLE, "users.credits is " + user.credits());
            return 0;
        }
    }

    /** Returns what was granted, or charged if it is negative. */
    private long makeUpFor(long difference) {
        if (difference == 0) {
            return 0;
        }
        if (terms.settings().differences() == Differences.REFUSE) {
            refuse(
                    RefusalReason.DIFFERENCE,
                    "users.credits is " + user.credits() + ", but the transactions leave " + (balance() - debt()));
            return 0;
        }
        try {
            adjust(difference, following(terms.asOf()));
            return difference;
        } catch (ArithmeticException | CreditLedgerException e) {
            refuse(RefusalReason.NOT_STORABLE, "users.credits: " + e.getMessage());
            return 0;
        }
    }

    private void adjust(long difference, Instant at) {
        if (difference > 0) {
            receive(Credits.of(difference), ADJUSTMENT_SOURCE, ADJUSTMENT_KEY, at, terms.expiryOf(at));
        } else {
            spend(Credits.of(Math.negateExact(difference)), ADJUSTMENT_KEY, at);
        }
    }

    private long balance() {
        return history.account().balance().value();
    }

    private long debt() {
        return history.account().debt().value();
    }

    private void refuse(RefusalReason reason, String detail) {
        refusal = new RefusedUser(user.id(), reason, detail);
    }
}
