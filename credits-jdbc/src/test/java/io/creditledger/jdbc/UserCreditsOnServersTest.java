package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static io.creditledger.jdbc.LedgerDatabase.chargeOf;
import static io.creditledger.jdbc.LedgerDatabase.grantOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.CreditLedger;
import io.creditledger.Expiry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeping the host's column equal asks of one server or another. */
class UserCreditsOnServersTest {
    @Test
    void a_charge_costs_one_more_read_and_one_more_update() {
        LedgerDatabase database = LedgerDatabase.emptied(TestDatabase.POSTGRESQL);
        StatementLog log = new StatementLog();
        try (HostUsers users =
                new HostUsers(database).table("varchar(64)", "int").with("alice")) {
            CreditLedger ledger = users.ledger(log.on(database.dataSource()));
            ledger.open(ALICE);
            ledger.grant(grantOf(ALICE, 100, "purchase-1"));
            log.forget();

            ledger.charge(chargeOf(ALICE, 30, "task-1"));

            assertThat(log.statements())
                    .satisfiesExactly(
                            lock -> assertThat(lock).contains("for no key update"),
                            load -> assertThat(load).contains("credit_grant", "credit_entry"),
                            open -> assertThat(open)
                                    .contains("from credit_grant")
                                    .doesNotContain("credit_entry"),
                            write -> assertThat(write)
                                    .contains(
                                            "update credit_account", "update credit_grant", "insert into credit_entry"),
                            user -> assertThat(user).startsWith("update users set credits = "));
        }
    }

    @Test
    void a_sweep_over_many_accounts_updates_the_users_in_one_batch() {
        LedgerDatabase database = LedgerDatabase.emptied(TestDatabase.POSTGRESQL);
        StatementLog log = new StatementLog();
        try (HostUsers users = new HostUsers(database).table("bigint", "int")) {
            CreditLedger ledger = users.ledger(log.on(database.dataSource()));
            for (int user = 1; user <= 12; user++) {
                AccountId account = AccountId.of(String.valueOf(user));
                users.with(account.value());
                ledger.open(account);
                ledger.grant(grantOf(account, 100, "gift").expiring(Expiry.at(Instant.parse("2026-02-01T00:00:00Z"))));
            }
            database.clock.set("2026-02-01T00:00:00Z");
            log.forget();

            assertThat(ledger.expire().accounts()).isEqualTo(12);

            assertThat(log.statements())
                    .filteredOn(sql -> sql.startsWith("update users"))
                    .hasSize(1);
            assertThat(users.all().values()).containsOnly(0L).hasSize(12);
        }
    }

    @Test
    void an_account_that_cannot_be_a_user_s_costs_nothing_more() {
        LedgerDatabase database = LedgerDatabase.emptied(TestDatabase.POSTGRESQL);
        StatementLog log = new StatementLog();
        try (HostUsers users = new HostUsers(database).table("bigint", "int")) {
            CreditLedger ledger = users.ledger(log.on(database.dataSource()));
            ledger.open(ALICE);
            ledger.grant(grantOf(ALICE, 100, "purchase-1"));
            log.forget();

            ledger.charge(chargeOf(ALICE, 30, "task-1"));

            assertThat(log.roundTrips()).containsExactly("select; select", "with; commit");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Connection.TRANSACTION_REPEATABLE_READ, Connection.TRANSACTION_SERIALIZABLE})
    void on_mariadb_the_column_is_right_although_the_host_s_snapshot_is_old(int isolation) throws SQLException {
        LedgerDatabase database = LedgerDatabase.emptied(TestDatabase.MARIADB);
        try (HostUsers users =
                        new HostUsers(database).table("varchar(64)", "int").with("alice");
                Connection connection = database.hostTransaction()) {
            JdbcCreditLedger ledger = users.ledger();
            ledger.open(ALICE);
            ledger.grant(grantOf(ALICE, 100, "purchase-1"));
            connection.setTransactionIsolation(isolation);
            assertThat(LedgerDatabase.count(connection, "select count(*) from host_order"))
                    .isZero();
            ledger.grant(grantOf(ALICE, 50, "purchase-2"));
            ledger.charge(chargeOf(ALICE, 20, "task-1"));

            ledger.joining(connection).charge(chargeOf(ALICE, 1, "task-2"));
            connection.commit();
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);

            assertThat(users.credits("alice")).isEqualTo(129);
        }
        database.assertInvariants();
    }

    @ParameterizedTest
    @ValueSource(strings = {"latin1_swedish_ci", "utf8mb4_general_ci", "utf8mb3_unicode_ci", "ascii_bin"})
    void on_mariadb_a_user_is_found_by_the_primary_key_and_by_the_very_same_text(String collation) throws SQLException {
        LedgerDatabase database = LedgerDatabase.emptied(TestDatabase.MARIADB);
        String type =
                "varchar(64) character set " + collation.substring(0, collation.indexOf('_')) + " collate " + collation;
        try (HostUsers users = new HostUsers(database).table(type, "int").with("alice", "bob", "carol")) {
            JdbcCreditLedger ledger = users.ledger();
            for (String id : new String[] {"Alice", "alice ", "álice", "ali😀ce", "bob"}) {
                ledger.open(AccountId.of(id));
            }

            assertThat(users.all().values()).containsExactly(10L, 0L, 10L);
            assertThat(keyOfUpdate(database)).isEqualTo("PRIMARY");
        }
    }

    private static String keyOfUpdate(LedgerDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet plan = statement.executeQuery("explain "
                        + Database.MARIADB
                                .sql(connection)
                                .renderInlined(new UserCredits(UserColumns.in(database.dataSource(), Dialect.MARIADB))
                                        .update(Database.MARIADB.sql(connection), ALICE)))) {
            plan.next();
            return plan.getString("key");
        }
    }
}
