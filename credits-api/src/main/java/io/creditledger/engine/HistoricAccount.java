package io.creditledger.engine;

import io.creditledger.AccountId;
import io.creditledger.ChargeCredits;
import io.creditledger.CreditLedgerException;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.EntryType;
import io.creditledger.Grant;
import io.creditledger.GrantCredits;
import io.creditledger.OpenAccount;
import io.creditledger.Request;
import io.creditledger.RunId;
import io.creditledger.Shortfall;
import io.creditledger.Task;
import io.creditledger.spi.Account;
import io.creditledger.spi.AccountChange;
import java.time.Instant;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An account whose history was kept elsewhere, told to the ledger event by event in the order in which they happened.
 *
 * <p>The rules are those of live transactions: the same grants, the same consumption order, debt for what no grant could
 * pay, repaid by the grants that follow. But nothing expires before {@link #beginExpiry()}: until then what was received
 * could be spent however old it was, and so it stays. Each event is one transaction of the journal, effective when it
 * happened, recorded now, and marked with the run.
 *
 * <p>What was decided is taken away with {@link #drain()}, as often as the caller likes, so that a long history needs no
 * more memory than the account's open grants. For use by one thread.
 */
public final class HistoricAccount {
    private final Granting granting;
    private final Instant recordedAt;
    private final RunId run;
    private final NavigableSet<Grant> openGrants;
    private Account account;
    private AccountChanges changes;
    private boolean expiryHasBegun;

    /**
     * Begins with an account that is not opened yet.
     *
     * @param account whose history it is
     * @param policy the business numbers
     * @param recordedAt when the ledger records the history
     * @param run the run that brings it along
     */
    public HistoricAccount(AccountId account, CreditPolicy policy, Instant recordedAt, RunId run) {
        this.granting = new Granting(policy);
        this.recordedAt = recordedAt;
        this.run = run;
        this.openGrants = new TreeSet<>(policy.consumptionOrder().comparator());
        this.account = Account.unopened(account);
        this.changes = new AccountChanges(this.account);
    }

    /**
     * Opens the account, under the key of every opening, without credits for the sign-up. Comes first.
     *
     * @param at when it was opened
     */
    public void open(Instant at) {
        TransactionDraft draft = draft(at, Requests.of(new OpenAccount(account.id())));
        draft.note(EntryType.OPEN);
        accept(draft);
    }

    /**
     * Makes a grant of what was received.
     *
     * @param receipt the grant, with its effective instant and its expiry
     * @param at when it was received
     * @throws CreditLedgerException if the account cannot hold as much; nothing has changed then
     */
    public void receive(GrantCredits receipt, Instant at) {
        TransactionDraft draft = draft(at, Requests.of(receipt));
        accept(draft, granting.grant(draft, receipt));
    }

    /**
     * Charges what was spent. What no grant can pay becomes debt.
     *
     * @param spending the charge
     * @param at when it was spent
     * @throws CreditLedgerException if the account cannot owe as much; nothing has changed then
     */
    public void spend(ChargeCredits spending, Instant at) {
        TransactionDraft draft = draft(at, Requests.of(spending));
        Consumption consumption = Consumption.of(spending.amount(), usable(at));
        accept(draft, Charging.charge(draft, consumption, spending.amount(), Shortfall.OWE));
    }

    /** From now on spending takes from usable grants only. */
    public void beginExpiry() {
        expiryHasBegun = true;
    }

    /**
     * Records, in one transaction, the expiry of everything that is due.
     *
     * @param at the instant at which it is due
     * @return how many credits expired
     */
    public Credits expire(Instant at) {
        Credits before = account.balance();
        TransactionDraft draft = draft(at, null);
        Engine.expire(draft, openGrants, Integer.MAX_VALUE);
        if (!draft.entries().isEmpty()) {
            accept(draft);
        }
        return before.minus(account.balance());
    }

    /**
     * Brings a task along, as it is.
     *
     * @param task the task
     */
    public void bring(Task task) {
        changes.start(task);
    }

    /**
     * Returns the account's row as it is now.
     *
     * @return the row
     */
    public Account account() {
        return account;
    }

    /**
     * Returns what a charge could take.
     *
     * @param at the instant of the charge
     * @return the sum of the usable grants
     */
    public Credits availableAt(Instant at) {
        return Balances.available(openGrants, at);
    }

    /**
     * Tells how many entries wait to be taken away.
     *
     * @return the entries since the last {@link #drain()}
     */
    public int waitingEntries() {
        return changes.entries();
    }

    /**
     * Takes away what was decided since the last time.
     *
     * @return what is to be written
     */
    public AccountChange drain() {
        AccountChange change = changes.asChange();
        changes = new AccountChanges(account);
        return change;
    }

    private Iterable<Grant> usable(Instant at) {
        return expiryHasBegun
                ? () -> openGrants.stream()
                        .filter(grant -> grant.isUsableAt(at))
                        .iterator()
                : openGrants;
    }

    private TransactionDraft draft(Instant at, @Nullable Request request) {
        return new TransactionDraft(account, new Moment(at, recordedAt, run), request);
    }

    private void accept(TransactionDraft draft, Optional<CreditLedgerException> refusal) {
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        accept(draft);
    }

    private void accept(TransactionDraft draft) {
        AccountChange change = draft.change();
        account = change.account();
        changes.add(change);
        change.made().forEach(this::keep);
        change.drawn().forEach(this::keep);
    }

    private void keep(Grant grant) {
        openGrants.remove(grant);
        if (grant.isOpen()) {
            openGrants.add(grant);
        }
    }
}
