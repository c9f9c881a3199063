package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.chargeOf;
import static io.creditledger.jdbc.LedgerDatabase.grantOf;
import static io.creditledger.jdbc.Threads.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.LedgerUnavailableException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** H2 closes a database in a file when a thread that writes to it is interrupted. */
class InterruptionTest {
    private static final int CALLERS = 4;
    private static final int TASKS = 5;

    @Test
    void interrupted_callers_on_h2_lose_no_charge_and_do_not_disturb_the_others(@TempDir Path folder) {
        try (Threads threads = new Threads();
                JdbcCreditLedger ledger = JdbcCreditLedger.at("jdbc:h2:file:" + folder.resolve("credits"))
                        .policy(LedgerDatabase.POLICY)
                        .migrating()
                        .build()) {
            List<Future<Integer>> others = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                AccountId account = openWithHundred(ledger, "caller-" + caller);
                others.add(threads.start(() -> charge(ledger, account)));
            }
            AccountId account = openWithHundred(ledger, "interrupted");
            int interrupted = result(threads.start(() -> chargeInterrupted(ledger, account)));
            assertThat(interrupted).isPositive();
            assertThat(others).allSatisfy(other -> assertThat(result(other)).isEqualTo(TASKS));
            assertThat(charge(ledger, account)).isEqualTo(TASKS);
            assertThat(ledger.balance(account).available().value()).isEqualTo(100 - TASKS);
        }
    }

    private static AccountId openWithHundred(JdbcCreditLedger ledger, String name) {
        AccountId account = AccountId.of(name);
        ledger.open(account);
        ledger.grant(grantOf(account, 100, "purchase-1"));
        return account;
    }

    private static int charge(JdbcCreditLedger ledger, AccountId account) {
        for (int task = 1; task <= TASKS; task++) {
            ledger.charge(chargeOf(account, 1, "task-" + task));
        }
        return TASKS;
    }

    /** Charges on a thread that is interrupted before each call, and returns how many charges failed for that. */
    private static int chargeInterrupted(JdbcCreditLedger ledger, AccountId account) {
        int failed = 0;
        for (int task = 1; task <= TASKS; task++) {
            Thread.currentThread().interrupt();
            try {
                ledger.charge(chargeOf(account, 1, "task-" + task));
            } catch (LedgerUnavailableException e) {
                assertThat(Thread.interrupted()).isTrue();
                failed++;
            }
        }
        return failed;
    }
}
