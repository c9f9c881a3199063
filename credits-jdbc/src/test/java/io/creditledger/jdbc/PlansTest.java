package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static io.creditledger.jdbc.LedgerDatabase.POLICY;
import static io.creditledger.jdbc.LedgerDatabase.chargeOf;
import static io.creditledger.jdbc.LedgerDatabase.grantOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.creditledger.AccountId;
import io.creditledger.ConsumptionOrder;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.IdempotencyKey;
import io.creditledger.spi.CreditStore;
import io.creditledger.spi.Demand;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the databases go about the ledger's statements, among 20,000 grants of 1,000 accounts and 5,000 of one. */
class PlansTest {
    @ParameterizedTest
    @CsvSource({"SOONEST_EXPIRY_FIRST, credit_grant_by_expiry", "OLDEST_GRANT_FIRST, credit_grant_by_age"})
    void postgresql_reads_the_grants_that_pay_off_the_partial_index_in_their_order(ConsumptionOrder order, String index)
            throws SQLException {
        LedgerDatabase database = Plans.filled(TestDatabase.POSTGRESQL);

        String plan = Plans.explainGeneric(
                database,
                loadOfACharge(
                        database, POLICY.toBuilder().consumptionOrder(order).build()));

        assertThat(plan)
                .contains("using " + index + " on credit_grant")
                .contains("using credit_entry_key on credit_entry")
                .doesNotContain("Sort", "Seq Scan");
    }

    @ParameterizedTest
    @CsvSource({"SOONEST_EXPIRY_FIRST, credit_grant_by_expiry", "OLDEST_GRANT_FIRST, credit_grant_by_age"})
    void postgresql_reads_the_keys_and_grants_of_many_accounts_off_their_indexes(ConsumptionOrder order, String index)
            throws SQLException {
        LedgerDatabase database = Plans.filled(TestDatabase.POSTGRESQL);

        List<String> loads = loadOfCharges(database, order, 5, "alice", "other-1");

        assertThat(loads).hasSize(1);
        assertThat(Plans.explainGeneric(database, loads.get(0)))
                .contains("using credit_entry_key on credit_entry")
                .contains("using " + index + " on credit_grant")
                .doesNotContain("Sort", "Seq Scan");
    }

    /**
     * Then the statistics say that every account has a few, and to read all of them in any way and to sort them looks cheap.
     * Without statistics it looks cheap too.
     */
    @ParameterizedTest
    @CsvSource({"SOONEST_EXPIRY_FIRST, credit_grant_by_expiry", "OLDEST_GRANT_FIRST, credit_grant_by_age"})
    void postgresql_reads_grants_off_the_index_in_their_order_where_few_accounts_have_a_thousand(
            ConsumptionOrder order, String index) throws SQLException {
        LedgerDatabase database = withAThousandGrantsInFewAccounts();
        List<String> loads = new ArrayList<>(loadOfCharges(database, order, 500, "account-1"));
        loads.addAll(loadOfCharges(database, order, 500, "account-1", "account-2"));

        assertThat(loads)
                .hasSize(4)
                .allSatisfy(load -> assertThat(Plans.explainGeneric(database, load))
                        .contains("Index Scan using " + index + " on credit_grant")
                        .doesNotContain("Sort", "Bitmap", "Seq Scan"));

        TestDatabase.execute(database.dataSource(), "analyze credit_grant");

        assertThat(loads)
                .allSatisfy(load -> assertThat(Plans.explainGeneric(database, load))
                        .contains("Index Scan using " + index + " on credit_grant")
                        .doesNotContain("Sort", "Bitmap", "Seq Scan"));
    }

    @Test
    void postgresql_locks_many_accounts_off_their_key() throws SQLException {
        LedgerDatabase database = Plans.filled(TestDatabase.POSTGRESQL);
        StatementLog log = new StatementLog();
        CreditStore store = storeOn(database, log);

        store.transact(transaction -> transaction.lock(new TreeSet<>(List.of(ALICE, AccountId.of("filler-1")))));

        assertThat(Plans.explainGeneric(database, log.statements().get(0)))
                .contains("credit_account_pk")
                .doesNotContain("Seq Scan");
    }

    @Test
    void postgresql_finds_the_rows_that_it_updates_together_off_their_keys() throws SQLException {
        LedgerDatabase database = Plans.filled(TestDatabase.POSTGRESQL);

        assertThat(Plans.explainGeneric(database, AccountRows.MOVE.ofArrays()))
                .contains("using credit_account_pk on credit_account")
                .doesNotContain("Seq Scan");
        assertThat(Plans.explainGeneric(database, GrantRows.DRAW.ofArrays()))
                .containsPattern("using credit_grant_(pk|order) on credit_grant")
                .doesNotContain("Seq Scan");
        assertThat(Plans.explainGeneric(database, TaskRows.MOVE.ofArrays()))
                .contains("Index Scan using credit_task_")
                .doesNotContain("Seq Scan");
    }

    /** Then the statistics say that the account alone finds the grant, and a plan that only looks at it looks cheap. */
    @Test
    void postgresql_finds_a_grant_by_more_than_its_account_where_every_account_has_one() throws SQLException {
        LedgerDatabase database = LedgerDatabase.emptied(TestDatabase.POSTGRESQL);
        TestDatabase.execute(
                database.dataSource(),
                "insert into credit_grant (account_id, grant_id, grant_no, source, priority, amount, remaining, open,"
                        + " effective_at) select concat('lone-', seq), 'g', 1, 'filler', 0, 10, 10, true,"
                        + " timestamp '2026-01-01 00:00:00' from generate_series(1, 20000) as n(seq)",
                "analyze credit_grant");

        for (String draw : List.of(GrantRows.DRAW.ofOneRow(), GrantRows.DRAW.ofArrays())) {
            assertThat(Plans.explainGeneric(database, draw))
                    .containsPattern("Index Cond: .*account_id.* AND .*grant_(id|no)")
                    .doesNotContain("Seq Scan");
        }
    }

    @Test
    void mariadb_reads_the_keys_and_grants_of_many_accounts_off_their_indexes() throws SQLException {
        LedgerDatabase database = Plans.filled(TestDatabase.MARIADB);

        List<String> loads = loadOfCharges(database, ConsumptionOrder.SOONEST_EXPIRY_FIRST, 5, "alice", "other-1");
        database.ledger().charge(chargeOf(ALICE, 5, "task-1"));

        assertThat(loads).hasSize(1);
        assertThat(Plans.explainFilledIn(database, loads.get(0)))
                .contains("credit_grant_by_expiry", "credit_entry_key")
                .doesNotContain("filesort", "Using temporary");
    }

    @Test
    void postgresql_finds_due_grants_off_their_index() throws SQLException {
        LedgerDatabase database = Plans.filled(TestDatabase.POSTGRESQL);

        String plan = Plans.explainGeneric(database, searchOfASweep(database));

        assertThat(plan).contains("using credit_grant_due on credit_grant").doesNotContain("Sort", "Seq Scan");
    }

    @Test
    void postgresql_updates_grants_and_accounts_without_touching_an_index() throws SQLException {
        try (HikariDataSource database = migratedWithOneConnection()) {
            JdbcCreditLedger ledger =
                    JdbcCreditLedger.on(database).policy(POLICY).build();
            ledger.open(ALICE);
            ledger.grant(grantOf(ALICE, 1_000_000, "purchase-1"));
            for (int task = 1; task <= 1_000; task++) {
                ledger.charge(chargeOf(ALICE, 1, "task-" + task));
            }

            assertThat(hotUpdates(database, "credit_grant")).isGreaterThanOrEqualTo(900);
            assertThat(hotUpdates(database, "credit_account")).isGreaterThanOrEqualTo(900);
        }
    }

    @Test
    void mariadb_reads_the_grants_that_pay_off_an_index_in_their_order() throws SQLException {
        LedgerDatabase database = Plans.filled(TestDatabase.MARIADB);

        String plan = Plans.explainFilledIn(database, loadOfACharge(database, POLICY));

        assertThat(plan)
                .contains("credit_grant_by_expiry", "credit_entry_key")
                .doesNotContain("filesort", "Using temporary");
    }

    @Test
    void mariadb_finds_due_grants_off_their_index() throws SQLException {
        LedgerDatabase database = Plans.filled(TestDatabase.MARIADB);

        String plan = Plans.explainFilledIn(database, searchOfASweep(database));

        assertThat(plan).contains("credit_grant_due").doesNotContain("filesort", "Using temporary");
    }

    /** One session does all the work, so that one session can tell the statistics about it. */
    private static HikariDataSource migratedWithOneConnection() {
        HikariConfig config = new HikariConfig();
        config.setMaximumPoolSize(1);
        try (HikariDataSource several = TestDatabase.POSTGRESQL.newDatabase()) {
            CreditSchema.of(several).migrate();
            config.setJdbcUrl(several.getJdbcUrl());
        }
        return new HikariDataSource(config);
    }

    private static String loadOfACharge(LedgerDatabase database, CreditPolicy policy) {
        StatementLog log = new StatementLog();
        JdbcCreditLedger ledger = JdbcCreditLedger.on(log.on(database.dataSource()))
                .policy(policy)
                .clock(database.clock)
                .build();
        log.forget();
        ledger.charge(chargeOf(ALICE, 5, "task-1"));
        return log.statements().get(1);
    }

    /** What is loaded for a charge of each of some accounts. */
    private static List<String> loadOfCharges(
            LedgerDatabase database, ConsumptionOrder order, int needed, String... accounts) {
        StatementLog log = new StatementLog();
        CreditStore store = storeOn(database, log);
        List<Demand> demands = Stream.of(accounts)
                .map(account -> new Demand(
                        AccountId.of(account),
                        Set.of(IdempotencyKey.of("task-1")),
                        Set.of(),
                        database.clock.instant(),
                        order,
                        Credits.of(needed),
                        0))
                .toList();
        log.forget();
        store.transact(transaction -> transaction.load(demands));
        return log.statements();
    }

    private static CreditStore storeOn(LedgerDatabase database, StatementLog log) {
        return new JdbcStore(
                OwnTransactions.on(log.on(database.dataSource()), database.dialect(), false, Backoff.DEFAULT),
                database.dialect());
    }

    private static String searchOfASweep(LedgerDatabase database) {
        StatementLog log = new StatementLog();
        JdbcCreditLedger ledger = database.impatientLedger(log.on(database.dataSource()));
        log.forget();
        ledger.expire();
        return log.statements().get(0);
    }

    /** 10,000 accounts, of which 20 have a thousand grants and the others one, in no order. */
    private static LedgerDatabase withAThousandGrantsInFewAccounts() {
        LedgerDatabase database = LedgerDatabase.emptied(TestDatabase.POSTGRESQL);
        TestDatabase.execute(database.dataSource(), """
                insert into credit_grant (account_id, grant_id, grant_no, source, priority, amount, remaining, open,
                    effective_at, expires_at)
                select concat('account-', account), concat('g', number), number, 'filler', 0, 10, 10, true,
                    timestamp '2026-01-01 00:00:00', timestamp '2027-01-01 00:00:00' + make_interval(days => number)
                from generate_series(1, 1000) as numbers(number), generate_series(1, 10000) as accounts(account)
                where number = 1 or account <= 20
                order by md5(concat(account, '-', number))
                """);
        return database;
    }

    /** A session tells the statistics what it has done at the end of its next statement once it is asked to. */
    private static long hotUpdates(HikariDataSource database, String table) throws SQLException {
        try (Connection connection = database.getConnection()) {
            TestDatabase.execute(connection, "select pg_stat_force_next_flush()");
            return LedgerDatabase.count(
                    connection, "select n_tup_hot_upd from pg_stat_user_tables where relname = '" + table + "'");
        }
    }
}
