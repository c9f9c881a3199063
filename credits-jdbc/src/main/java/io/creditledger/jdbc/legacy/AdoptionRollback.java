package io.creditledger.jdbc.legacy;

import static io.creditledger.jdbc.schema.Tables.CREDIT_ADOPTED_ACCOUNT;

import io.creditledger.AccountId;
import io.creditledger.RunId;
import io.creditledger.jdbc.JdbcCreditLedger;
import io.creditledger.jdbc.legacy.LegacyBalances.Written;
import io.creditledger.spi.StoreTransaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jooq.DSLContext;

/**
 * Takes a run back, batch by batch. Before the first one all of its accounts are looked at, so that a run that cannot be
 * taken back stays whole; before each one its accounts are looked at again, now that they are locked.
 *
 * <p>Where the run has set the users' balances, they become what they were, whether or not the ledger that takes it back
 * would set them.
 */
final class AdoptionRollback {
    private final JdbcCreditLedger ledger;
    private final RunId run;
    private final int batchSize;

    AdoptionRollback(JdbcCreditLedger ledger, RunId run, int batchSize) {
        this.ledger = ledger;
        this.run = run;
        this.batchSize = batchSize;
    }

    RollbackResult rollBack() {
        ledger.<Boolean>transact((sql, store) -> begin(sql));
        long accounts = 0;
        int removed = ledger.transact(this::removeBatch);
        while (removed > 0) {
            accounts += removed;
            removed = ledger.transact(this::removeBatch);
        }
        return new RollbackResult(run, accounts);
    }

    private boolean begin(DSLContext sql) {
        AdoptionRuns runs = new AdoptionRuns(sql);
        runs.lockBeginning();
        if (runs.lock(run).isEmpty()) {
            throw RollbackRefusedException.unknown(run);
        }
        requireNoOther(runs);
        new LivedAccounts(sql, run).requireNone();
        runs.beginRollback(run);
        return true;
    }

    /** With two unfinished runs nobody could tell which one goes on. */
    private void requireNoOther(AdoptionRuns runs) {
        Optional<AdoptionRun> other =
                runs.unfinished().filter(unfinished -> !unfinished.id().equals(run));
        if (other.isPresent()) {
            throw RollbackRefusedException.notDone(run, other.get());
        }
    }

    /** Returns how many accounts were removed; 0: nothing is left of the run. */
    private int removeBatch(DSLContext sql, StoreTransaction store) {
        AdoptionRuns runs = new AdoptionRuns(sql);
        boolean isMirrored = runs.lock(run).map(AdoptionRun::isMirrored).orElse(false);
        Map<String, Written> balances = nextBalances(sql);
        if (balances.isEmpty()) {
            runs.delete(run);
            return 0;
        }
        remove(sql, store, List.copyOf(balances.keySet()));
        if (isMirrored) {
            new LegacyBalances(sql, sql.connectionResult(LegacyTables::of)).restoreWritten(balances);
        }
        return balances.size();
    }

    private Map<String, Written> nextBalances(DSLContext sql) {
        return sql.select(
                        CREDIT_ADOPTED_ACCOUNT.ACCOUNT_ID,
                        CREDIT_ADOPTED_ACCOUNT.LEGACY_CREDITS,
                        CREDIT_ADOPTED_ACCOUNT.MIRRORED_CREDITS)
                .from(CREDIT_ADOPTED_ACCOUNT)
                .where(CREDIT_ADOPTED_ACCOUNT.RUN_ID.eq(run.value()))
                .orderBy(CREDIT_ADOPTED_ACCOUNT.ACCOUNT_ID)
                .limit(batchSize)
                .fetchMap(
                        row -> row.get(CREDIT_ADOPTED_ACCOUNT.ACCOUNT_ID),
                        row -> new Written(
                                row.get(CREDIT_ADOPTED_ACCOUNT.LEGACY_CREDITS),
                                row.get(CREDIT_ADOPTED_ACCOUNT.MIRRORED_CREDITS)));
    }

    private void remove(DSLContext sql, StoreTransaction store, List<String> accounts) {
        lock(store, accounts);
        new LivedAccounts(sql, run).requireNone(accounts);
        new AdoptedAccounts(sql).delete(accounts);
    }

    private static void lock(StoreTransaction store, List<String> accounts) {
        TreeSet<AccountId> ids = new TreeSet<>();
        accounts.forEach(account -> ids.add(AccountId.of(account)));
        store.lock(ids);
    }
}
