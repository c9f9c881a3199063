package io.creditledger.jdbc.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.creditledger.jdbc.Database;
import io.creditledger.jdbc.EveryDatabase;
import io.creditledger.jdbc.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the upgrade does not touch. */
@EveryDatabase
class UpgradeRefusalTest {
    private final TestDatabase server;
    private final HikariDataSource database;

    UpgradeRefusalTest(TestDatabase server) {
        this.server = server;
        database = server.newDatabase();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_database_without_the_tables_is_refused() {
        assertThatThrownBy(() -> LegacyUpgrade.of(database).apply())
                .isInstanceOf(LegacyDatabaseException.class)
                .hasMessageContaining("the table users must be there");
        assertThat(LegacyUpgrade.of(database).state()).isEqualTo(new UpgradeState.NotUpgraded());
    }

    @Test
    void tables_without_the_columns_are_refused() {
        host();
        TestDatabase.execute(database, "alter table credit_transactions drop column amount");

        assertThatThrownBy(() -> LegacyUpgrade.of(database).apply())
                .isInstanceOf(LegacyDatabaseException.class)
                .hasMessageContainingAll("credit_transactions", "column amount");
    }

    @Test
    void amounts_that_are_not_whole_are_refused() {
        host();
        TestDatabase.execute(
                database,
                "alter table credit_transactions drop column amount",
                "alter table credit_transactions add column amount double precision");

        assertThatThrownBy(() -> LegacyUpgrade.of(database).apply())
                .isInstanceOf(LegacyDatabaseException.class)
                .hasMessageContaining("credit_transactions.amount must be an integer or bigint");
    }

    @Test
    void a_column_that_is_there_but_does_not_hold_an_instant_is_refused() {
        host();
        TestDatabase.execute(database, "alter table credit_transactions add column expires_at date");

        assertThatThrownBy(() -> LegacyUpgrade.of(database).apply())
                .isInstanceOf(LegacyDatabaseException.class)
                .hasMessageContaining("credit_transactions.expires_at must be a timestamp");
    }

    @Test
    void a_connection_that_may_be_in_a_transaction_of_the_host_is_refused() throws SQLException {
        host();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);

            assertThatIllegalStateException()
                    .isThrownBy(() -> LegacyUpgrade.of(connection).apply())
                    .withMessageContaining("autocommit on");
            assertThatIllegalStateException()
                    .isThrownBy(() -> LegacyUpgrade.of(connection).rollback())
                    .withMessageContaining("autocommit on");
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    @Test
    void other_settings_than_those_that_it_was_begun_with_are_refused() {
        host();
        LegacyUpgrade begun = LegacyUpgrade.of(database).with(UpgradeSettings.DEFAULTS.expiryMonths(12));
        begun.apply();

        assertThatIllegalStateException()
                .isThrownBy(() -> LegacyUpgrade.of(database).apply())
                .withMessageContainingAll("expiryMonths=12", "expiryMonths=6", "roll it back first");
        assertThat(begun.apply().settings().expiryMonths()).isEqualTo(12);
    }

    @Test
    void settings_that_the_host_has_put_into_the_table_are_not_overruled() {
        host();
        TestDatabase.execute(
                database,
                LegacyScript.upgrade(Database.valueOf(server.name()))
                        .statements()
                        .get(0),
                "insert into credit_upgrade (recalculation) values ('SUM')");

        assertThatIllegalStateException()
                .isThrownBy(() -> LegacyUpgrade.of(database).apply())
                .withMessageContainingAll("recalculation=SUM", "recalculation=REPLAY");
        assertThat(LegacyUpgrade.of(database).state()).isInstanceOf(UpgradeState.InProgress.class);
        assertThat(LegacyUpgrade.of(database)
                        .with(UpgradeSettings.DEFAULTS.recalculation(Recalculation.SUM))
                        .apply()
                        .users())
                .isEqualTo(3);
    }

    private void host() {
        LegacyHost.create(server, database, LegacyGenerator.clean(41, 3, 3).rows());
    }
}
