package io.creditledger.engine;

import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.EntryType;
import io.creditledger.Grant;
import io.creditledger.GrantTerms;
import io.creditledger.Request;
import io.creditledger.Shortfall;
import io.creditledger.Task;
import io.creditledger.spi.Account;
import io.creditledger.spi.AccountChange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One transaction while it is being decided: its lines so far, and the rows as they will be. */
final class TransactionDraft {
    private final Account before;
    private final Moment moment;
    private final @Nullable Request request;
    private final Few<Entry> entries = new Few<>();
    private final Few<Grant> drawn = new Few<>();
    private @Nullable Grant made;
    private Credits balance;
    private Credits debt;
    private long lastGrant;

    TransactionDraft(Account before, Instant at, @Nullable Request request) {
        this(before, Moment.live(at), request);
    }

    TransactionDraft(Account before, Moment moment, @Nullable Request request) {
        this.before = before;
        this.moment = moment;
        this.request = request;
        this.balance = before.balance();
        this.debt = before.debt();
        this.lastGrant = before.lastGrant();
    }

    long nextGrantNumber() {
        return lastGrant + 1;
    }

    /** Adds a line that moves no credits. */
    void note(EntryType type) {
        addLine(type, null, 0, at(), null);
    }

    /** Adds a grant; a transaction makes at most one. */
    void make(Grant grant) {
        lastGrant = grant.number();
        made = grant;
        balance = balance.plus(grant.amount());
        GrantTerms terms = new GrantTerms(grant.number(), grant.source(), grant.priority(), grant.expiry());
        addLine(EntryType.GRANT, grant, grant.amount().value(), grant.effective(), terms);
    }

    void charge(Grant grant, Credits amount) {
        take(EntryType.CHARGE, grant, amount, at());
    }

    void expire(Grant grant) {
        take(
                EntryType.EXPIRE,
                grant,
                grant.remaining(),
                grant.expiry().instant().orElseThrow());
    }

    void repay(Grant grant, Credits amount) {
        debt = debt.minus(amount);
        take(EntryType.REPAY, grant, amount, at());
    }

    /** Records what no grant could pay, as forgiven or as debt. */
    void leaveUncovered(Shortfall shortfall, Credits amount) {
        boolean owed = shortfall == Shortfall.OWE;
        debt = owed ? debt.plus(amount) : debt;
        addLine(owed ? EntryType.OWE : EntryType.FORGIVE, null, -amount.value(), at(), null);
    }

    Account before() {
        return before;
    }

    /** The instant at which it happens; for one of the ledger's own transactions that is also when it is recorded. */
    Instant at() {
        return moment.at();
    }

    List<Entry> entries() {
        return entries.list();
    }

    /** What this transaction changes. */
    AccountChange change() {
        return change(List.of());
    }

    private AccountChange change(List<Task> moved) {
        List<Grant> grants = made == null ? List.of() : List.of(made);
        return new AccountChange(after(), grants, drawn.list(), entries(), List.of(), moved);
    }

    /** The account's row as this transaction leaves it. */
    private Account after() {
        Instant recordedAt = moment.recordedAt();
        Instant openedAt = before.isOpened() ? before.openedAt() : recordedAt;
        return new Account(before.id(), balance, before.held(), debt, seq(), lastGrant, recordedAt, openedAt);
    }

    Decision decided(Outcome outcome) {
        return new Decision(outcome, change());
    }

    /** It charges a task. */
    Decision decided(Outcome outcome, Task charged) {
        return new Decision(outcome, change(List.of(charged)));
    }

    private void take(EntryType type, Grant grant, Credits amount, Instant effectiveAt) {
        replace(grant, grant.minus(amount));
        balance = balance.minus(amount);
        addLine(type, grant, -amount.value(), effectiveAt, null);
    }

    /** Only the grant that this very transaction has made is touched again. */
    private void replace(Grant touched, Grant after) {
        boolean isMadeHere = touched.number() > before.lastGrant();
        if (isMadeHere) {
            made = after;
        } else {
            drawn.add(after);
        }
    }

    private void addLine(
            EntryType type, @Nullable Grant grant, long amount, Instant effectiveAt, @Nullable GrantTerms terms) {
        int line = entries().size();
        entries.add(new Entry(
                before.id(),
                seq(),
                line,
                type,
                grant == null ? null : grant.id(),
                amount,
                balance,
                effectiveAt,
                moment.recordedAt(),
                line == 0 ? request : null,
                terms,
                moment.run()));
    }

    private long seq() {
        return before.lastSeq() + 1;
    }
}
