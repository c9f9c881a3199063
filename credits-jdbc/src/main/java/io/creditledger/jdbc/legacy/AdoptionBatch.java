package io.creditledger.jdbc.legacy;

import io.creditledger.AccountId;
import io.creditledger.spi.Account;
import io.creditledger.spi.StoreTransaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Adopts some users in one transaction. The users' rows are locked first, then the accounts, and only then the users'
 * transactions are read: a writer of the host's that is still at work comes wholly before or wholly after.
 *
 * <p>Tasks come before transactions, so that each user's account is finished as soon as its last transaction was read. What
 * was written of a user who is refused later is deleted at the end.
 */
final class AdoptionBatch {
    private static final int ACCOUNTS_AT_A_TIME = 1_000;

    private final AdoptionTerms terms;
    private final StoreTransaction ledger;
    private final AdoptedAccounts accounts;
    private final AdoptionRefusals refusals;
    private final AdoptionOutbox outbox;
    private final Map<String, LegacyUser> candidates = new LinkedHashMap<>();
    private final Map<String, AccountAdoption> begun = new LinkedHashMap<>();
    private final List<RefusedUser> refused = new ArrayList<>();
    private final Map<String, @Nullable Long> toDelete = new LinkedHashMap<>();
    private @Nullable String current;
    private int waitingTasks;
    private long transactions;

    /**
     * Begins a batch.
     *
     * @param isMirrored whether the ledger sets {@code users.credits}
     */
    AdoptionBatch(AdoptionTerms terms, boolean isMirrored, DSLContext sql, StoreTransaction ledger) {
        this.terms = terms;
        this.ledger = ledger;
        this.accounts = new AdoptedAccounts(sql);
        this.refusals = new AdoptionRefusals(sql, terms.run());
        this.outbox = new AdoptionOutbox(terms.run(), isMirrored, ledger, accounts);
    }

    /**
     * Adopts users.
     *
     * @param users the users, whose rows are locked
     * @param reader reads on a connection that does nothing else meanwhile
     * @return how many receipts and spendings were adopted
     */
    long adopt(List<LegacyUser> users, LegacyReader reader) {
        choose(users);
        if (!candidates.isEmpty()) {
            List<String> ids = List.copyOf(candidates.keySet());
            String last = ids.get(ids.size() - 1);
            reader.tasks(ids.get(0), last, this::accept);
            outbox.flush();
            reader.transactions(ids.get(0), last, terms.cutover(), this::accept);
            ids.forEach(this::finish);
            outbox.flush();
        }
        accounts.delete(toDelete.keySet());
        refusals.add(refused);
        return transactions;
    }

    /** The users who were refused after something may have been written for them, with their balances. */
    Map<String, @Nullable Long> takenBack() {
        return toDelete;
    }

    /** Leaves out who was adopted before, and who cannot be adopted. */
    private void choose(List<LegacyUser> users) {
        Set<String> adopted = accounts.among(users.stream().map(LegacyUser::id).toList());
        for (LegacyUser user : users) {
            if (!adopted.contains(user.id())) {
                AccountAdoption.unusable(user).ifPresentOrElse(refused::add, () -> candidates.put(user.id(), user));
            }
        }
        List<String> ids = List.copyOf(candidates.keySet());
        for (int from = 0; from < ids.size(); from += ACCOUNTS_AT_A_TIME) {
            createAndLock(ids.subList(from, Math.min(ids.size(), from + ACCOUNTS_AT_A_TIME)));
        }
    }

    private void createAndLock(List<String> users) {
        TreeSet<AccountId> ids = new TreeSet<>();
        users.forEach(user -> ids.add(AccountId.of(user)));
        ledger.createIfAbsent(ids);
        for (Account account : ledger.lock(ids).values()) {
            if (account.isOpened()) {
                candidates.remove(account.id().value());
                refused.add(new RefusedUser(
                        account.id().value(),
                        RefusalReason.ACCOUNT_EXISTS,
                        "the account has " + account.lastSeq() + " transactions that no run has written"));
            }
        }
    }

    private void accept(LegacyTask row) {
        AccountAdoption adoption = adoptionOf(row.user());
        if (adoption != null) {
            int before = adoption.waiting();
            adoption.accept(row);
            waitingTasks += adoption.waiting() - before;
        }
        if (waitingTasks >= AdoptionOutbox.ENOUGH) {
            begun.values().forEach(outbox::add);
            waitingTasks = 0;
        }
    }

    private void accept(LegacyTransaction row) {
        if (!row.user().equals(current)) {
            finishCurrent();
            current = row.user();
        }
        AccountAdoption adoption = adoptionOf(row.user());
        if (adoption != null) {
            adoption.accept(row);
            if (adoption.waiting() >= AdoptionOutbox.ENOUGH) {
                outbox.add(adoption);
            }
        }
    }

    /** Null for a user who is not to be adopted. */
    private @Nullable AccountAdoption adoptionOf(String user) {
        LegacyUser candidate = candidates.get(user);
        return candidate == null ? null : begun.computeIfAbsent(user, id -> new AccountAdoption(candidate, terms));
    }

    private void finishCurrent() {
        if (current != null) {
            finish(current);
        }
    }

    /** Does nothing for a user who is finished. */
    private void finish(String user) {
        AccountAdoption adoption = adoptionOf(user);
        if (adoption == null) {
            return;
        }
        AccountOutcome outcome = adoption.finish();
        begun.remove(user);
        candidates.remove(user);
        if (outcome.refusedFor() == null) {
            transactions += outcome.tally().receipts() + outcome.tally().spendings();
            outbox.add(adoption, outcome);
        } else {
            refused.add(outcome.refusedFor());
            toDelete.put(user, outcome.user().credits());
        }
    }
}
