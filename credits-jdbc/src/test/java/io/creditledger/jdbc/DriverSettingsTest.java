package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static io.creditledger.jdbc.LedgerDatabase.POLICY;
import static io.creditledger.jdbc.LedgerDatabase.chargeOf;
import static io.creditledger.jdbc.LedgerDatabase.grantOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hosts tune their drivers; some settings change what a batch of updates answers. */
class DriverSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, reWriteBatchedInserts=true",
        "POSTGRESQL, preferQueryMode=simple",
        "POSTGRESQL, prepareThreshold=1",
        "POSTGRESQL, stringtype=unspecified",
        "MARIADB, useBulkStmts=true",
        "MARIADB, rewriteBatchedStatements=true",
        "MARIADB, useServerPrepStmts=true",
        "MARIADB, useAffectedRows=true",
        "MARIADB, disablePipeline=true"
    })
    void a_charge_over_many_grants_works_whatever_the_driver_s_settings(TestDatabase server, String setting) {
        LedgerDatabase database = LedgerDatabase.emptied(server);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.dataSource().getJdbcUrl() + "&" + setting);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            JdbcCreditLedger ledger = JdbcCreditLedger.on(pool)
                    .policy(POLICY)
                    .clock(database.clock)
                    .build();
            ledger.open(ALICE);
            for (int purchase = 1; purchase <= 20; purchase++) {
                ledger.grant(grantOf(ALICE, 10, "purchase-" + purchase));
            }

            assertThat(ledger.charge(chargeOf(ALICE, 195, "task-1")).charge().allocations())
                    .hasSize(20);
            assertThat(ledger.charge(chargeOf(ALICE, 195, "task-1")).isReplay()).isTrue();
            assertThat(ledger.balance(ALICE).available().value()).isEqualTo(5);
        }
        database.assertInvariants();
    }
}
