package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static io.creditledger.jdbc.LedgerDatabase.chargeOf;
import static io.creditledger.jdbc.LedgerDatabase.grantOf;

/** A process of its own that charges one credit after another, and says so after each, until it is killed. */
final class ChargingProcess {
    static final long GRANTED = 1_000_000;

    private ChargingProcess() {}

    /** Takes the URL of the database. */
    public static void main(String[] arguments) {
        JdbcCreditLedger ledger = JdbcCreditLedger.at(arguments[0])
                .policy(LedgerDatabase.POLICY)
                .migrating()
                .build();
        ledger.open(ALICE);
        ledger.grant(grantOf(ALICE, GRANTED, "purchase-1"));
        for (int task = 1; task <= GRANTED; task++) {
            ledger.charge(chargeOf(ALICE, 1, "task-" + task));
            System.out.println(task);
            System.out.flush();
        }
    }
}
