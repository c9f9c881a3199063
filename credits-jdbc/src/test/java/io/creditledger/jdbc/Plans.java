package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static io.creditledger.jdbc.LedgerDatabase.grantOf;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Asks databases how they would go about statements. */
final class Plans {
    private static final Pattern PARAMETER = Pattern.compile("\\?");

    private Plans() {}

    /** Rows that look as if they had come about in the ledger: most grants are used up. */
    static LedgerDatabase filled(TestDatabase server) {
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

    /** The plan that PostgreSQL keeps for a prepared statement; asked so that nobody wants values for its parameters. */
    static String explainGeneric(LedgerDatabase database, String sql) throws SQLException {
        AtomicInteger number = new AtomicInteger();
        String numbered = PARAMETER.matcher(sql).replaceAll(match -> "\\$" + number.incrementAndGet());
        String url = database.dataSource().getJdbcUrl() + "&preferQueryMode=simple";
        try (Connection connection = DriverManager.getConnection(url)) {
            return explain(connection, "explain (generic_plan) " + numbered);
        }
    }

    static String explainFilledIn(LedgerDatabase database, String sql) throws SQLException {
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
}
