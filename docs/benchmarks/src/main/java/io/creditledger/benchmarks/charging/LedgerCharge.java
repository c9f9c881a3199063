package io.creditledger.benchmarks.charging;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.IdempotencyKey;
import io.creditledger.jdbc.JdbcCreditLedger;

/**
 * Charges by the ledger.
 *
 * @param ledger the ledger, in whatever mode
 */
record LedgerCharge(JdbcCreditLedger ledger) implements Called {
    private static final Credits ONE = Credits.of(1);

    @Override
    public void call(int account, long key) {
        ledger.charge(AccountId.of(LedgerTables.ACCOUNT + account), ONE, IdempotencyKey.of(LedgerTables.KEY + key));
    }

    @Override
    public void close() {
        ledger.close();
    }
}
