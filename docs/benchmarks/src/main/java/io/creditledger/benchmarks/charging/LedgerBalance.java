package io.creditledger.benchmarks.charging;

import io.creditledger.AccountId;
import io.creditledger.jdbc.JdbcCreditLedger;
import javax.sql.DataSource;

/**
 * Reads balances by the ledger.
 *
 * @param ledger the ledger
 */
record LedgerBalance(JdbcCreditLedger ledger) implements Called {
    static LedgerBalance on(DataSource pool) {
        return new LedgerBalance(JdbcCreditLedger.on(pool).build());
    }

    @Override
    public void call(int account, long key) {
        if (ledger.balance(AccountId.of(LedgerTables.ACCOUNT + account))
                .available()
                .isZero()) {
            throw new IllegalStateException("account " + account + " must have credits, but has none");
        }
    }

    @Override
    public void close() {
        ledger.close();
    }
}
