package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static io.creditledger.jdbc.LedgerDatabase.BOB;
import static io.creditledger.jdbc.LedgerDatabase.POLICY;
import static io.creditledger.jdbc.LedgerDatabase.chargeOf;
import static io.creditledger.jdbc.LedgerDatabase.grantOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.creditledger.AccountId;
import io.creditledger.BulkResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/** Hosts tune their drivers; some settings change how many rows go to the database, and what it answers. */
@ParameterizedClass
@CsvSource({
    "POSTGRESQL, reWriteBatchedInserts=true",
    "POSTGRESQL, preferQueryMode=simple",
    "POSTGRESQL, preferQueryMode=extendedCacheEverything",
    "POSTGRESQL, prepareThreshold=0",
    "POSTGRESQL, prepareThreshold=1",
    "POSTGRESQL, preparedStatementCacheQueries=0",
    "POSTGRESQL, binaryTransfer=false",
    "POSTGRESQL, autosave=always&cleanupSavepoints=true",
    "POSTGRESQL, defaultRowFetchSize=1",
    "POSTGRESQL, stringtype=unspecified",
    "MARIADB, useBulkStmts=true",
    "MARIADB, rewriteBatchedStatements=true",
    "MARIADB, useServerPrepStmts=true",
    "MARIADB, useAffectedRows=true",
    "MARIADB, disablePipeline=true"
})
class DriverSettingsTest {
    private final LedgerDatabase database;
    private final HikariDataSource pool;
    private final JdbcCreditLedger ledger;

    DriverSettingsTest(TestDatabase server, String setting) {
        database = LedgerDatabase.emptied(server);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.dataSource().getJdbcUrl() + "&" + setting);
        pool = new HikariDataSource(config);
        ledger = JdbcCreditLedger.on(pool).policy(POLICY).clock(database.clock).build();
    }

    @AfterEach
    void audit() {
        pool.close();
        database.assertInvariants();
    }

    @Test
    void a_charge_over_many_grants_works() {
        openWithTwentyGrants(ALICE);

        assertThat(ledger.charge(chargeOf(ALICE, 195, "task-1")).charge().allocations())
                .hasSize(20);
        assertThat(ledger.charge(chargeOf(ALICE, 195, "task-1")).isReplay()).isTrue();
        assertThat(ledger.balance(ALICE).available().value()).isEqualTo(5);
    }

    @Test
    void many_grants_of_several_accounts_expire_at_once() {
        openWithTwentyGrants(ALICE);
        openWithTwentyGrants(BOB);
        database.clock.advance(Duration.ofDays(400));

        assertThat(ledger.expire().grants()).isEqualTo(40);
    }

    /** All accounts are locked before anything else is read, however few rows a driver fetches at a time. */
    @Test
    void charges_that_wait_for_a_lock_see_what_was_committed_meanwhile() throws Exception {
        openWithTwentyGrants(ALICE);
        openWithTwentyGrants(BOB);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<BulkResult> waiting = database.inHostTransaction(host -> {
                database.ledger().joining(host).charge(chargeOf(BOB, 150, "task-1"));
                Future<BulkResult> charges = thread.submit(() -> ledger.chargeAll(
                        List.of(chargeOf(ALICE, 1, "task-2"), chargeOf(BOB, 30, "task-3")), outcome -> {}));
                database.awaitLockWait();
                return charges;
            });

            assertThat(waiting.get().done()).isEqualTo(2);
        } finally {
            thread.shutdownNow();
        }
        assertThat(ledger.balance(BOB).available().value()).isEqualTo(20);
    }

    private void openWithTwentyGrants(AccountId account) {
        ledger.open(account);
        for (int purchase = 1; purchase <= 20; purchase++) {
            ledger.grant(grantOf(account, 10, "purchase-" + purchase));
        }
    }
}
