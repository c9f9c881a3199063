package io.creditledger.benchmarks.charging;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * The query that reads a balance, with {@code $1} for the account.
 *
 * @param text the query
 */
record BalanceQuery(String text) {
    private static final int UNTIL_PREPARED = 20;

    private static final String PREPARED =
            "select statement from pg_prepared_statements where statement like '%credit_grant%'";

    BalanceQuery {
        if (!text.contains("$1") || text.contains("$2")) {
            throw new IllegalArgumentException("the account must be the query's one parameter: " + text);
        }
    }

    /** Returns the query that the ledger makes; the server knows it once it is prepared. */
    static BalanceQuery ofLedger(LedgerTables tables) {
        try (HikariDataSource pool = Databases.pool(tables.url(), 1);
                LedgerBalance balance = LedgerBalance.on(pool)) {
            for (int i = 0; i < UNTIL_PREPARED; i++) {
                balance.call(1, i);
            }
            return prepared(pool);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BalanceQuery prepared(DataSource pool) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(PREPARED)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        if (found.size() != 1) {
            throw new IllegalStateException("a balance must be one prepared query, but there are " + found);
        }
        return new BalanceQuery(found.get(0));
    }

    String withAccount(String account) {
        return text.replace("$1", account);
    }

    /** Returns what makes the query without a ledger, and reads all columns of all rows. */
    Called through(DataSource pool) {
        String sql = withAccount("?");
        return new Called() {
            @Override
            public void call(int account, long key) throws SQLException {
                read(pool, sql, LedgerTables.ACCOUNT + account);
            }

            @Override
            public void close() {}
        };
    }

    private static void read(DataSource pool, String sql, String account) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = PlainJdbc.prepare(connection, sql, account);
                ResultSet rows = statement.executeQuery()) {
            int cells = 0;
            while (rows.next()) {
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    cells += rows.getObject(column) == null ? 0 : 1;
                }
            }
            if (cells == 0) {
                throw new SQLException("nothing was found of " + account);
            }
        }
    }
}
