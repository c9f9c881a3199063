package io.creditledger.jdbc.legacy;

import io.creditledger.jdbc.TestDatabase;
import io.creditledger.jdbc.legacy.LegacyRows.Task;
import io.creditledger.jdbc.legacy.LegacyRows.Transaction;
import io.creditledger.jdbc.legacy.LegacyRows.User;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a host that has sold credits before: {@code users}, {@code credit_transactions} and {@code tasks}, each
 * with columns that are nobody else's business.
 *
 * @param server what the database runs on
 * @param database the database
 * @param ids the type of the id columns
 * @param zone the zone of the columns {@code created_at}; null if they have a zone each
 */
record LegacyHost(
        TestDatabase server,
        DataSource database,
        IdType ids,
        @Nullable ZoneId zone) {
    static final List<String> TABLES = List.of("users", "credit_transactions", "tasks");

    private static final Set<String> UPGRADED = Set.of(
            "credits",
            "expires_at",
            "is_expired",
            "expired_at",
            "output_duration_seconds",
            "credits_calculated",
            "credits_deducted");

    /** Makes the tables. */
    static LegacyHost create(TestDatabase server, DataSource database, IdType ids, @Nullable ZoneId zone) {
        LegacyHost host = new LegacyHost(server, database, ids, zone);
        TestDatabase.execute(database, host.tables());
        return host;
    }

    /** Makes the tables with ids of type bigint and zoned timestamps, and fills them. */
    static LegacyHost create(TestDatabase server, DataSource database, LegacyRows rows) {
        LegacyHost host = create(server, database, IdType.BIGINT, null);
        host.insert(rows);
        return host;
    }

    String[] tables() {
        String id = ids.columnType(server);
        String users = """
                create table users (
                    id %s not null primary key, email varchar(200) not null, credits integer default 10,
                    name varchar(100) default 'nobody'%s)
                """;
        String transactions = """
                create table credit_transactions (
                    id %s not null primary key, user_id %s, amount integer, created_at %s, description varchar(100)%s)
                """;
        String tasks = """
                create table tasks (
                    id %s not null primary key, user_id %s not null, status varchar(20) not null,
                    created_at %s not null, completed_at %s, prompt varchar(100)%s)
                """;
        return new String[] {
            users.formatted(id, changedAt()),
            transactions.formatted(id, id, timestamp(), changedAt()),
            tasks.formatted(id, id, timestamp(), timestamp().replace("not null", ""), changedAt()),
            "create index host_transactions_of_user on credit_transactions (user_id)"
        };
    }

    private boolean isMySql() {
        return server == TestDatabase.MARIADB || server == TestDatabase.MYSQL;
    }

    private String timestamp() {
        if (isMySql()) {
            return zone == null ? "timestamp(6) null" : "datetime(6) null";
        }
        return zone == null ? "timestamp(6) with time zone" : "timestamp(6)";
    }

    /** A column that MySQL writes whenever the row is written to, unless told otherwise. */
    private String changedAt() {
        return isMySql()
                ? ", changed_at timestamp(6) null default current_timestamp(6) on update current_timestamp(6)"
                : "";
    }

    /** The rows without the columns that the upgrade writes. */
    List<List<Map<String, @Nullable String>>> ownColumns() {
        List<List<Map<String, @Nullable String>>> columns = new ArrayList<>();
        for (String table : TABLES) {
            List<Map<String, @Nullable String>> rows = rows(table);
            rows.forEach(row -> row.keySet().removeAll(UPGRADED));
            columns.add(rows);
        }
        return columns;
    }

    void insert(LegacyRows rows) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            inUtc(connection);
            insertUsers(connection, rows.users());
            insertTransactions(connection, rows.transactions());
            insertTasks(connection, rows.tasks());
            connection.commit();
            backToSystemZone(connection);
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void inUtc(Connection connection) throws SQLException {
        if (isMySql()) {
            TestDatabase.execute(connection, "set time_zone = '+00:00'");
        }
    }

    private void backToSystemZone(Connection connection) throws SQLException {
        if (isMySql()) {
            TestDatabase.execute(connection, "set time_zone = default");
        }
    }

    private void insertUsers(Connection connection, List<User> users) throws SQLException {
        String sql = "insert into users (id, email, credits, name) values (?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (User user : users) {
                insert.setObject(1, ids.value(server, "users", user.number()));
                insert.setString(2, "user" + user.number() + "@example.com");
                insert.setObject(3, user.credits(), Types.INTEGER);
                insert.setString(4, "name " + user.number());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void insertTransactions(Connection connection, List<Transaction> transactions) throws SQLException {
        String sql = "insert into credit_transactions (id, user_id, amount, created_at, description)"
                + " values (?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Transaction transaction : transactions) {
                insert.setObject(1, ids.value(server, "credit_transactions", transaction.number()));
                insert.setObject(2, ids.value(server, "users", transaction.user()));
                insert.setObject(3, transaction.amount(), Types.INTEGER);
                setInstant(insert, 4, transaction.createdAt());
                insert.setString(5, "description " + transaction.number());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void insertTasks(Connection connection, List<Task> tasks) throws SQLException {
        String sql = "insert into tasks (id, user_id, status, created_at, completed_at, prompt)"
                + " values (?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Task task : tasks) {
                insert.setObject(1, ids.value(server, "tasks", task.number()));
                insert.setObject(2, ids.value(server, "users", task.user()));
                insert.setString(3, task.status());
                setInstant(insert, 4, task.createdAt());
                setInstant(insert, 5, task.completedAt());
                insert.setString(6, "prompt " + task.number());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void setInstant(PreparedStatement insert, int index, @Nullable Instant instant) throws SQLException {
        if (instant == null) {
            insert.setNull(index, Types.TIMESTAMP);
        } else if (zone != null || isMySql()) {
            insert.setObject(index, LocalDateTime.ofInstant(instant, zone == null ? ZoneOffset.UTC : zone));
        } else {
            insert.setObject(index, instant.atOffset(ZoneOffset.UTC));
        }
    }

    /** Returns the balances, by the user's id. */
    Map<String, @Nullable Long> credits() {
        Map<String, @Nullable Long> credits = new TreeMap<>();
        for (Map<String, @Nullable String> row : query("select id, credits from users")) {
            String value = row.get("credits");
            credits.put(String.valueOf(row.get("id")), value == null ? null : Long.valueOf(value));
        }
        return credits;
    }

    /** Returns all rows of a table by its first column's order, as the database's own text. */
    List<Map<String, @Nullable String>> rows(String table) {
        return query("select * from " + table + " order by 1");
    }

    /** Returns the number that a query yields first. */
    long number(String sql) {
        return Long.parseLong(
                String.valueOf(query(sql).get(0).values().iterator().next()));
    }

    /** Returns the rows of a query, by the columns' names in lower case, as text; instants in UTC. */
    List<Map<String, @Nullable String>> query(String sql) {
        List<Map<String, @Nullable String>> found = new ArrayList<>();
        try (Connection connection = database.getConnection()) {
            inUtc(connection);
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    found.add(row(rows));
                }
            }
            backToSystemZone(connection);
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static Map<String, @Nullable String> row(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        Map<String, @Nullable String> row = new TreeMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            row.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), rows.getString(i));
        }
        return row;
    }
}
