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
import io.creditledger.spi.AccountChange;
import io.creditledger.spi.CreditStore;
import io.creditledger.spi.Demand;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the databases go about the ledger's statements, among 20,000 grants of 1,000 accounts and 5,000 of one. */
class PlansTest {
    private static final Pattern PARAMETER = Pattern.compile("\\?");

    @ParameterizedTest
    @CsvSource({"SOONEST_EXPIRY_FIRST, credit_grant_by_expiry", "OLDEST_GRANT_FIRST, credit_grant_by_age"})
    void postgresql_reads_the_grants_that_pay_off_the_partial_index_in_their_order(ConsumptionOrder order, String index)
            throws SQLException {
        LedgerDatabase database = filled(TestDatabase.POSTGRESQL);

        String plan = explainGeneric(
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
        LedgerDatabase database = filled(TestDatabase.POSTGRESQL);

        List<String> loads = loadOfCharges(database, order, 5, "alice", "other-1");

        assertThat(loads).hasSize(1);
        assertThat(explainGeneric(database, loads.get(0)))
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
                .allSatisfy(load -> assertThat(explainGeneric(database, load))
                        .contains("Index Scan using " + index + " on credit_grant")
                        .doesNotContain("Sort", "Bitmap", "Seq Scan"));

        TestDatabase.execute(database.dataSource(), "analyze credit_grant");

        assertThat(loads)
                .allSatisfy(load -> assertThat(explainGeneric(database, load))
                        .contains("Index Scan using " + index + " on credit_grant")
                        .doesNotContain("Sort", "Bitmap", "Seq Scan"));
    }

    @Test
    void postgresql_locks_many_accounts_off_their_key() throws SQLException {
        LedgerDatabase database = filled(TestDatabase.POSTGRESQL);
        StatementLog log = new StatementLog();
        CreditStore store = storeOn(database, log);

        store.transact(transaction -> transaction.lock(new TreeSet<>(List.of(ALICE, AccountId.of("filler-1")))));

        assertThat(explainGeneric(database, log.statements().get(0)))
                .contains("credit_account_pk")
                .doesNotContain("Seq Scan");
    }

    @Test
    void postgresql_finds_the_rows_that_it_updates_together_off_their_keys() throws SQLException {
        LedgerDatabase database = filled(TestDatabase.POSTGRESQL);

        assertThat(explainGeneric(database, AccountRows.MOVE.ofArrays()))
                .contains("using credit_account_pk on credit_account")
                .doesNotContain("Seq Scan");
        assertThat(explainGeneric(database, GrantRows.DRAW.ofArrays()))
                .containsPattern("using credit_grant_(pk|order) on credit_grant")
                .doesNotContain("Seq Scan");
        assertThat(explainGeneric(database, TaskRows.MOVE.ofArrays()))
                .contains("Index Scan using credit_task_")
                .doesNotContain("Seq Scan");
    }

    @Test
    void postgresql_finds_remembered_accounts_off_their_key_and_changes_them_where_it_found_them() throws SQLException {
        LedgerDatabase database = filled(TestDatabase.POSTGRESQL);

        RecordedAccounts recorded = new RecordedAccounts(1, 1);
        List<RememberedRowUpdate<RememberedMove>> moves = List.of(
                AccountRows.move(remembered(recorded.changes(1), recorded.changes(0))),
                AccountRows.move(remembered(recorded.changes(2), recorded.changes(1))));

        assertThat(moves).doesNotHaveDuplicates();
        assertThat(moves.stream().flatMap(move -> Stream.of(move.ofOneRow(), move.ofArrays())))
                .allSatisfy(move -> assertThat(explainGeneric(database, move))
                        .contains(
                                "LockRows",
                                "Index Scan using credit_account_pk on credit_account",
                                "Tid Scan on credit_account")
                        .doesNotContain("Seq Scan"));
    }

    @Test
    void postgresql_finds_all_that_charges_of_remembered_accounts_write_off_keys() throws SQLException {
        LedgerDatabase database = filled(TestDatabase.POSTGRESQL);
        List<String> charges = List.of(chargeOfRemembered(1, 1), chargeOfRemembered(1, 2), chargeOfRemembered(9, 2));

        assertThat(Set.copyOf(charges)).hasSize(3);
        assertThat(charges)
                .allSatisfy(charge -> assertThat(explainGeneric(database, charge))
                        .contains("LockRows", "using credit_account_pk on credit_account", "Tid Scan on credit_account")
                        .containsPattern("using credit_grant_(pk|order) on credit_grant")
                        .doesNotContain("Seq Scan"));
    }

    /** The statement of charges, each of one account and over some grants. */
    private static String chargeOfRemembered(int accounts, int grants) {
        RecordedAccounts recorded = new RecordedAccounts(accounts, grants);
        int round = recorded.rounds() - 4;
        List<AccountChange> changes = recorded.changes(round);
        List<RememberedMove> moves = remembered(changes, changes);
        return UnitedText.of(List.of(
                        RowWrite.of(AccountRows.move(moves), moves),
                        RowWrite.of(
                                GrantRows.DRAW,
                                changes.stream()
                                        .flatMap(change -> change.drawn().stream())
                                        .toList()),
                        RowWrite.of(
                                EntryRows.INSERT,
                                changes.stream()
                                        .flatMap(change -> change.entries().stream())
                                        .toList())))
                .text();
    }

    private static List<RememberedMove> remembered(List<AccountChange> changes, List<AccountChange> before) {
        return IntStream.range(0, changes.size())
                .mapToObj(i -> new RememberedMove(
                        before.get(i).account(), changes.get(i).account()))
                .toList();
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
            assertThat(explainGeneric(database, draw))
                    .containsPattern("Index Cond: .*account_id.* AND .*grant_(id|no)")
                    .doesNotContain("Seq Scan");
        }
    }

    @Test
    void mariadb_reads_the_keys_and_grants_of_many_accounts_off_their_indexes() throws SQLException {
        LedgerDatabase database = filled(TestDatabase.MARIADB);

        List<String> loads = loadOfCharges(database, ConsumptionOrder.SOONEST_EXPIRY_FIRST, 5, "alice", "other-1");
        database.ledger().charge(chargeOf(ALICE, 5, "task-1"));

        assertThat(loads).hasSize(1);
        assertThat(explainFilledIn(database, loads.get(0)))
                .contains("credit_grant_by_expiry", "credit_entry_key")
                .doesNotContain("filesort", "Using temporary");
    }

    @Test
    void postgresql_finds_due_grants_off_their_index() throws SQLException {
        LedgerDatabase database = filled(TestDatabase.POSTGRESQL);

        String plan = explainGeneric(database, searchOfASweep(database));

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
        LedgerDatabase database = filled(TestDatabase.MARIADB);

        String plan = explainFilledIn(database, loadOfACharge(database, POLICY));

        assertThat(plan)
                .contains("credit_grant_by_expiry", "credit_entry_key")
                .doesNotContain("filesort", "Using temporary");
    }

    @Test
    void mariadb_finds_due_grants_off_their_index() throws SQLException {
        LedgerDatabase database = filled(TestDatabase.MARIADB);

        String plan = explainFilledIn(database, searchOfASweep(database));

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

    /** Rows that look as if they had come about in the ledger: most grants are used up. */
    private static LedgerDatabase filled(TestDatabase server) {
        LedgerDatabase database = LedgerDatabase.emptied(server);
        JdbcCreditLedger ledger = database.ledger();
        ledger.open(ALICE);
        ledger.grant(grantOf(ALICE, 10, "purchase-0"));
        String numbers = server == TestDatabase.POSTGRESQL ? "generate_series(%d, %d) as n(seq)" : "seq_%d_to_%d";
        String days = server == TestDatabase.POSTGRESQL
                ? "make_interval(days => mod(seq, 100))"
                : "interval mod(seq, 100) day";
        String grant =
                "insert into credit_grant (account_id, grant_id, grant_no, source, priority, amount, remaining, open,"
                        + " effective_at, expires_at) select %s, concat('g', seq), seq, 'filler', 0, 10,"
                        + " case when mod(seq, 10) = 0 then 10 else 0 end, mod(seq, 10) = 0, timestamp '2026-01-01 00:00:00',"
                        + " timestamp '2027-01-01 00:00:00' + " + days + " from " + numbers;
        String entry = "insert into credit_entry (account_id, seq, line, type, amount, balance_after, effective_at,"
                + " recorded_at, idempotency_key) select concat('other-', mod(seq, 1000)), seq, 0, 'CHARGE', 0, 0,"
                + " timestamp '2026-01-01 00:00:00', timestamp '2026-01-01 00:00:00', concat('k', seq) from " + numbers;
        String account =
                "insert into credit_account (account_id, balance, held, debt, last_seq, last_grant_no, last_at,"
                        + " opened_at) select concat('filler-', seq), 0, 0, 0, 0, 0, timestamp '2026-01-01 00:00:00',"
                        + " timestamp '2026-01-01 00:00:00' from " + numbers;
        String task = "insert into credit_task (account_id, task_id, tier, rate_card, prepaid, status, started_at,"
                + " uncharged) select concat('other-', mod(seq, 1000)), concat('t', seq), 'standard', '1', false,"
                + " 'RUNNING', timestamp '2026-01-01 00:00:00', false from " + numbers;
        TestDatabase.execute(
                database.dataSource(),
                account.formatted(1, 20_000),
                task.formatted(1, 20_000),
                grant.formatted("'alice'", 2, 5_000),
                grant.formatted("concat('other-', mod(seq, 1000))", 1, 20_000),
                entry.formatted(1, 20_000),
                (server == TestDatabase.POSTGRESQL ? "analyze " : "analyze table ")
                        + "credit_account, credit_grant, credit_entry, credit_task");
        return database;
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

    /** The plan that PostgreSQL keeps for a prepared statement; asked so that nobody wants values for its parameters. */
    private static String explainGeneric(LedgerDatabase database, String sql) throws SQLException {
        AtomicInteger number = new AtomicInteger();
        String numbered = PARAMETER.matcher(sql).replaceAll(match -> "\\$" + number.incrementAndGet());
        String url = database.dataSource().getJdbcUrl() + "&preferQueryMode=simple";
        try (Connection connection = DriverManager.getConnection(url)) {
            return explain(connection, "explain (generic_plan) " + numbered);
        }
    }

    private static String explainFilledIn(LedgerDatabase database, String sql) throws SQLException {
        String withAccount = sql.replace("account_id = ?", "account_id = 'alice'")
                .replace("_at <= ?", "_at <= timestamp '2026-02-01 00:00:00'")
                .replace("_at > ?", "_at > timestamp '2026-02-01 00:00:00'")
                .replace("offset ? rows", "offset 0 rows")
                .replace("fetch next ? rows", "fetch next " + GrantPage.FIRST.size() + " rows");
        try (Connection connection = database.dataSource().getConnection()) {
            return explain(
                    connection, "explain " + PARAMETER.matcher(withAccount).replaceAll("'task-1'"));
        }
    }

    private static String explain(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            StringJoiner plan = new StringJoiner("\n");
            ResultSetMetaData columns = rows.getMetaData();
            while (rows.next()) {
                for (int column = 1; column <= columns.getColumnCount(); column++) {
                    plan.add(String.valueOf(rows.getString(column)));
                }
            }
            return plan.toString();
        }
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
