package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static io.creditledger.jdbc.Threads.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.creditledger.SchemaMismatchException;
import io.creditledger.jdbc.SchemaInfo.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** How the ledger's tables come into a database, and what a ledger says to a database without the right ones. */
@EveryDatabase
class CreditSchemaTest {
    private static final int NODES = 3;

    private final TestDatabase server;
    private final HikariDataSource database;
    private final CreditSchema schema;

    CreditSchemaTest(TestDatabase server) {
        this.server = server;
        database = server.newDatabase();
        schema = CreditSchema.of(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void an_empty_database_gets_the_tables() {
        assertThat(schema.info()).isEqualTo(new SchemaInfo(CreditSchema.VERSION, 0));
        assertThat(schema.info().state()).isEqualTo(State.ABSENT);

        assertThat(schema.migrate().state()).isEqualTo(State.CURRENT);

        assertThatLedgerWorks();
    }

    @Test
    void migrating_again_changes_nothing() {
        schema.migrate();
        JdbcCreditLedger.on(database).build().open(ALICE);

        assertThat(schema.migrate()).isEqualTo(schema.info());

        assertThat(ledgerMigrations()).isEqualTo(1);
        assertThat(JdbcCreditLedger.on(database).build().open(ALICE).isReplay()).isTrue();
    }

    @Test
    void a_database_without_the_tables_is_refused_with_what_to_run() {
        assertThatThrownBy(() -> JdbcCreditLedger.on(database).build())
                .isInstanceOfSatisfying(SchemaMismatchException.class, refusal -> {
                    assertThat(refusal.required()).isEqualTo(CreditSchema.VERSION);
                    assertThat(refusal.found()).isZero();
                })
                .hasMessage("the database has no credit schema, but this ledger works with version 1; run"
                        + " CreditSchema.of(dataSource).migrate(), or your own Flyway with the location " + location());
    }

    @Test
    void a_database_whose_tables_are_older_is_refused_with_what_to_run() {
        schema.migrate();
        TestDatabase.execute(database, "update credit_schema set version = -1");

        assertThat(schema.info().state()).isEqualTo(State.BEHIND);
        assertThatThrownBy(() -> JdbcCreditLedger.on(database).build())
                .isInstanceOfSatisfying(
                        SchemaMismatchException.class,
                        refusal -> assertThat(refusal.found()).isEqualTo(-1))
                .hasMessageContainingAll("version -1 of the credit schema", "migrate()", location());
    }

    @Test
    void a_database_whose_tables_are_newer_is_refused_with_what_to_run() {
        schema.migrate();
        TestDatabase.execute(database, "insert into credit_schema values (2)");

        assertThat(schema.info().state()).isEqualTo(State.AHEAD);
        assertThatThrownBy(() -> JdbcCreditLedger.on(database).build())
                .isInstanceOfSatisfying(
                        SchemaMismatchException.class,
                        refusal -> assertThat(refusal.found()).isEqualTo(2))
                .hasMessageContainingAll("version 2 of the credit schema", "run the release of the ledger");
    }

    @Test
    void a_ledger_can_migrate_while_it_is_built() {
        assertThat(JdbcCreditLedger.on(database).migrating().build().open(ALICE).isReplay())
                .isFalse();
    }

    @RepeatedTest(3)
    void nodes_that_migrate_at_once_all_succeed() {
        CyclicBarrier barrier = new CyclicBarrier(NODES);
        List<Future<SchemaInfo>> started = new ArrayList<>();
        try (Threads nodes = new Threads()) {
            for (int node = 0; node < NODES; node++) {
                started.add(nodes.start(() -> migrateTogether(barrier)));
            }
            assertThat(started)
                    .allSatisfy(node -> assertThat(result(node).state()).isEqualTo(State.CURRENT));
        }
        assertThat(ledgerMigrations()).isEqualTo(1);
        assertThatLedgerWorks();
    }

    @Test
    void a_migration_that_failed_halfway_is_taken_up_again() {
        TestDatabase.execute(database, "create table credit_schema (something_else integer)");
        assertThatThrownBy(schema::migrate).isInstanceOf(FlywayException.class);
        assertThat(ledgerMigrations())
                .as("migrations that failed")
                .isEqualTo(server == TestDatabase.POSTGRESQL ? 0 : 1);
        TestDatabase.execute(database, "drop table credit_schema");

        assertThat(schema.migrate().state()).isEqualTo(State.CURRENT);

        assertThatLedgerWorks();
    }

    @Test
    void tables_and_migrations_of_the_host_stay_as_they_are() {
        Flyway host = hostFlyway("classpath:db/migration");
        host.migrate();
        TestDatabase.execute(database, "insert into host_customer values ('c-1')");

        schema.migrate();

        assertThat(count("host_customer")).isEqualTo(1);
        assertThat(host.validateWithResult().validationSuccessful).isTrue();
        assertThat(versions(host)).containsExactly("1");
        assertThatLedgerWorks();
    }

    @Test
    void the_host_may_migrate_after_the_ledger() {
        schema.migrate();

        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();

        assertThat(count("host_customer")).isZero();
        assertThatLedgerWorks();
    }

    @Test
    void a_host_s_own_flyway_can_run_the_ledger_s_scripts_beside_its_own() {
        Flyway host = hostFlyway("classpath:db/migration", location());

        host.migrate();

        assertThat(versions(host)).containsExactly("1", "20261001.1");
        assertThat(schema.info().state()).isEqualTo(State.CURRENT);
        assertThatLedgerWorks();
        assertThat(host.migrate().migrationsExecuted).isZero();
    }

    @Test
    void what_a_host_s_own_flyway_has_run_can_be_migrated_by_the_ledger_too() {
        hostFlyway("classpath:db/migration", location()).migrate();

        assertThat(schema.migrate().state()).isEqualTo(State.CURRENT);

        assertThatLedgerWorks();
    }

    @Test
    void a_host_s_default_flyway_does_not_see_the_ledger_s_scripts() {
        Flyway host = Flyway.configure().dataSource(database).load();

        assertThat(versions(host)).containsExactly("1");
    }

    private Flyway hostFlyway(String... locations) {
        return Flyway.configure().dataSource(database).locations(locations).load();
    }

    private static List<String> versions(Flyway flyway) {
        return Arrays.stream(flyway.info().all())
                .map(MigrationInfo::getVersion)
                .map(String::valueOf)
                .toList();
    }

    /** Migrates as a node with a pool of its own. */
    private SchemaInfo migrateTogether(CyclicBarrier barrier) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.getJdbcUrl());
        try (HikariDataSource node = new HikariDataSource(config)) {
            barrier.await(30, TimeUnit.SECONDS);
            return CreditSchema.of(node).migrate();
        }
    }

    private void assertThatLedgerWorks() {
        JdbcCreditLedger ledger = JdbcCreditLedger.on(database).build();
        ledger.open(ALICE);
        assertThat(ledger.balance(ALICE).available().value()).isEqualTo(100);
    }

    private String location() {
        return "classpath:io/creditledger/migration/" + server.name().toLowerCase(Locale.ROOT);
    }

    /** How often the ledger's one script stands in its history. Flyway keeps its own names in quotes. */
    private long ledgerMigrations() {
        String quote = database.getJdbcUrl().contains("mariadb")
                        || database.getJdbcUrl().contains("mysql")
                ? "`"
                : "\"";
        return count("'credit_schema_history' where 'version' = '20261001.1'"
                .replace("'credit_schema_history'", quote + "credit_schema_history" + quote)
                .replace("'version'", quote + "version" + quote));
    }

    private long count(String from) {
        try (Connection connection = database.getConnection()) {
            return LedgerDatabase.count(connection, "select count(*) from " + from);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
