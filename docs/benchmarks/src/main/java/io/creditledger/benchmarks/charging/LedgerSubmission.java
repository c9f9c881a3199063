package io.creditledger.benchmarks.charging;

import io.creditledger.AccountId;
import io.creditledger.ChargeCredits;
import io.creditledger.Credits;
import io.creditledger.IdempotencyKey;
import io.creditledger.jdbc.JdbcCreditLedger;
import java.util.concurrent.CompletionStage;

/**
 * Charges by the ledger, without waiting for them.
 *
 * @param ledger the ledger, in grouped mode; in direct mode each charge would be waited for
 */
record LedgerSubmission(JdbcCreditLedger ledger) implements Submitted {
    private static final Credits ONE = Credits.of(1);

    @Override
    public CompletionStage<?> submit(int account, long key) {
        return ledger.submit(ChargeCredits.of(
                AccountId.of(LedgerTables.ACCOUNT + account), ONE, IdempotencyKey.of(LedgerTables.KEY + key)));
    }

    @Override
    public void close() {
        ledger.close();
    }
}
