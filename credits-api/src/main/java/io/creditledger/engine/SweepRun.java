package io.creditledger.engine;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.ExpireGrants;
import io.creditledger.ExpireReceipt;
import io.creditledger.Sweep;
import io.creditledger.SweepResult;
import io.creditledger.spi.CreditStore;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One run of the sweep, from the first due account to the last.
 *
 * <p>It keeps no place of its own: what is recorded is not due any more, so that whoever asks for due accounts next, here
 * or on another node, now or after a crash, goes on where the work stands.
 */
final class SweepRun {
    private static final int MAX_GRANTS_PER_TRANSACTION = 10_000;

    private final CreditStore store;
    private final Function<List<ExpireGrants>, List<ExpireReceipt>> commit;
    private final Sweep sweep;
    private SweepResult total;

    SweepRun(CreditStore store, Function<List<ExpireGrants>, List<ExpireReceipt>> commit, Sweep sweep, Instant at) {
        this.store = store;
        this.commit = commit;
        this.sweep = sweep;
        this.total = new SweepResult(at, 0, 0, BigInteger.ZERO);
    }

    /**
     * Goes on as long as there is anything due. A round that recorded nothing may only mean that another node was faster;
     * but where the same accounts are due after it, the clock was set back since the sweep began, and the next sweep will
     * find them.
     */
    SweepResult run() {
        List<AccountId> due = dueAccounts();
        boolean advances = true;
        while (!due.isEmpty() && advances) {
            boolean recorded = expireAll(due);
            List<AccountId> dueNow = dueAccounts();
            advances = recorded || !dueNow.equals(due);
            due = dueNow;
        }
        return total;
    }

    private List<AccountId> dueAccounts() {
        int fitting = MAX_GRANTS_PER_TRANSACTION / sweep.batchSize();
        return store.accountsWithDueGrants(total.at(), Math.min(fitting, sweep.batchSize()));
    }

    /** Records all that is due in these accounts, and tells whether that was anything. */
    private boolean expireAll(List<AccountId> accounts) {
        long grantsBefore = total.grants();
        List<ExpireReceipt> receipts = expireOnce(accounts);
        count(receipts, true);
        List<AccountId> unfinished = unfinished(receipts);
        while (!unfinished.isEmpty()) {
            receipts = expireOnce(unfinished);
            count(receipts, false);
            unfinished = unfinished(receipts);
        }
        return total.grants() > grantsBefore;
    }

    private List<ExpireReceipt> expireOnce(List<AccountId> accounts) {
        return commit.apply(accounts.stream()
                .map(account -> new ExpireGrants(account, sweep.batchSize()))
                .toList());
    }

    private List<AccountId> unfinished(List<ExpireReceipt> receipts) {
        List<AccountId> unfinished = new ArrayList<>();
        for (ExpireReceipt receipt : receipts) {
            if (receipt.grants() == sweep.batchSize()) {
                unfinished.add(receipt.account());
            }
        }
        return unfinished;
    }

    private void count(List<ExpireReceipt> receipts, boolean firstOfAccount) {
        long accounts = total.accounts();
        long grants = total.grants();
        BigInteger credits = total.credits();
        for (ExpireReceipt receipt : receipts) {
            accounts += firstOfAccount && receipt.grants() > 0 ? 1 : 0;
            grants += receipt.grants();
            credits = credits.add(asBigInteger(receipt.credits()));
        }
        total = new SweepResult(total.at(), accounts, grants, credits);
        sweep.progress().accept(total);
    }

    private static BigInteger asBigInteger(Credits credits) {
        return BigInteger.valueOf(credits.value());
    }
}
