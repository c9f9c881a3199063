package io.creditledger.jdbc.legacy;

import static io.creditledger.jdbc.schema.Tables.CREDIT_ACCOUNT;
import static io.creditledger.jdbc.schema.Tables.CREDIT_ADOPTED_ACCOUNT;

import io.creditledger.AccountId;
import io.creditledger.RunId;
import io.creditledger.jdbc.JdbcCreditLedger;
import io.creditledger.jdbc.legacy.LegacyBalances.Written;
import io.creditledger.spi.StoreTransaction;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jooq.DSLContext;

/**
 * Takes a run back, batch by batch. Before the first one all of its accounts are looked at, so that a run that cannot be
 * taken back stays whole; before each one its accounts are looked at again, now that they are locked.
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
        if (runs.lock(run).isEmpty()) {
            throw RollbackRefusedException.unknown(run);
        }
        new LivedAccounts(sql, run).requireNone();
        runs.beginRollback(run);
        return true;
    }

    /** Returns how many accounts were removed; 0: nothing is left of the run. */
    private int removeBatch(DSLContext sql, StoreTransaction store) {
        AdoptionRuns runs = new AdoptionRuns(sql);
        runs.lock(run);
        Map<String, Written> balances = sql.select(
                        CREDIT_ADOPTED_ACCOUNT.ACCOUNT_ID,
                        CREDIT_ADOPTED_ACCOUNT.LEGACY_CREDITS,
                        CREDIT_ACCOUNT.BALANCE)
                .from(CREDIT_ADOPTED_ACCOUNT)
                .leftJoin(CREDIT_ACCOUNT)
                .on(CREDIT_ACCOUNT.ACCOUNT_ID.eq(CREDIT_ADOPTED_ACCOUNT.ACCOUNT_ID))
                .where(CREDIT_ADOPTED_ACCOUNT.RUN_ID.eq(run.value()))
                .orderBy(CREDIT_ADOPTED_ACCOUNT.ACCOUNT_ID)
                .limit(batchSize)
                .fetchMap(
                        row -> row.get(CREDIT_ADOPTED_ACCOUNT.ACCOUNT_ID),
                        row -> new Written(
                                row.get(CREDIT_ADOPTED_ACCOUNT.LEGACY_CREDITS), row.get(CREDIT_ACCOUNT.BALANCE)));
        if (balances.isEmpty()) {
            runs.delete(run);
        } else {
            remove(sql, store, balances);
        }
        return balances.size();
    }

    /** Where the ledger has written the users' balances, they become what they were. */
    private void remove(DSLContext sql, StoreTransaction store, Map<String, Written> balances) {
        List<String> accounts = List.copyOf(balances.keySet());
        lock(store, accounts);
        new LivedAccounts(sql, run).requireNone(accounts);
        new AdoptedAccounts(sql).delete(accounts);
        if (ledger.isMirroringUserCredits()) {
            new LegacyBalances(sql, sql.connectionResult(LegacyTables::of)).restoreWritten(balances);
        }
    }

    private static void lock(StoreTransaction store, List<String> accounts) {
        TreeSet<AccountId> ids = new TreeSet<>();
        accounts.forEach(account -> ids.add(AccountId.of(account)));
        store.lock(ids);
    }
}
