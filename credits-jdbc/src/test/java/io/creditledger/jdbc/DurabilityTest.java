package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static io.creditledger.jdbc.LedgerDatabase.chargeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.testkit.contract.LedgerInvariants;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether what was acknowledged is there after the process was killed. */
class DurabilityTest {
    private static final int CHARGES_BEFORE_THE_KILL = 500;

    @Test
    void every_charge_that_h2_acknowledged_is_there_once_after_the_process_was_killed(@TempDir Path folder)
            throws IOException, InterruptedException {
        String url = "jdbc:h2:file:" + folder.resolve("credits");

        int acknowledged = chargeUntilKilled(url);

        assertThat(acknowledged).isGreaterThanOrEqualTo(CHARGES_BEFORE_THE_KILL);
        try (JdbcCreditLedger ledger =
                JdbcCreditLedger.at(url).policy(LedgerDatabase.POLICY).build()) {
            long charged =
                    ChargingProcess.GRANTED - ledger.balance(ALICE).available().value();
            assertThat(charged).isBetween((long) acknowledged, acknowledged + 1L);
            for (int task = 1; task <= acknowledged; task++) {
                assertThat(ledger.charge(chargeOf(ALICE, 1, "task-" + task)).isReplay())
                        .as("charge %s was there", task)
                        .isTrue();
            }
            audit(url);
        }
    }

    private static int chargeUntilKilled(String url) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChargingProcess.class.getName(),
                        url)
                .redirectError(Redirect.INHERIT)
                .start();
        int acknowledged = 0;
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                acknowledged = Integer.parseInt(line);
                if (acknowledged == CHARGES_BEFORE_THE_KILL) {
                    process.toHandle().destroyForcibly();
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return acknowledged;
    }

    private static void audit(String url) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL(url);
        LedgerInvariants.assertHold(
                new JdbcStore(OwnTransactions.on(database, Dialect.H2, false, Backoff.DEFAULT), Dialect.H2));
    }
}
