package io.creditledger.benchmarks.charging;

import io.creditledger.AccountId;
import io.creditledger.CreditLedger;
import io.creditledger.Credits;
import io.creditledger.GrantCredits;
import io.creditledger.IdempotencyKey;
import io.creditledger.benchmarks.Findings;
import io.creditledger.testkit.InMemoryCreditLedger;
import java.time.InstantSource;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Charges by the ledger in memory, as a main class for a process of its own. Its arguments are the number of accounts and
 * that of the charges.
 */
final class MemoryJob {
    private static final Credits ONE = Credits.of(1);
    private static final Credits GRANT = Credits.of(1_000_000_000_000L);

    private MemoryJob() {}

    public static void main(String... arguments) {
        int accounts = Integer.parseInt(arguments[0]);
        int charges = Integer.parseInt(arguments[1]);
        charge(accounts, charges);
        System.gc();
        charge(accounts, charges).print(System.out);
    }

    private static Findings charge(int accounts, int charges) {
        CreditLedger ledger = ledgerWith(accounts);
        SplittableRandom random = new SplittableRandom(accounts);
        Allocations before = Allocations.now();
        long begun = System.nanoTime();
        for (int key = 0; key < charges; key++) {
            ledger.charge(account(random.nextInt(accounts)), ONE, IdempotencyKey.of(LedgerTables.KEY + key));
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new Findings(Map.of(
                Findings.SECONDS,
                seconds,
                Measures.CALLS,
                (double) charges,
                Measures.BYTES,
                (double) Allocations.now().since(before) / charges));
    }

    private static CreditLedger ledgerWith(int accounts) {
        CreditLedger ledger = InMemoryCreditLedger.create(InstantSource.system());
        for (int account = 0; account < accounts; account++) {
            ledger.open(account(account));
            ledger.grant(GrantCredits.of(account(account), GRANT, "purchase", IdempotencyKey.of("grant")));
        }
        return ledger;
    }

    private static AccountId account(int number) {
        return AccountId.of(LedgerTables.ACCOUNT + number);
    }
}
