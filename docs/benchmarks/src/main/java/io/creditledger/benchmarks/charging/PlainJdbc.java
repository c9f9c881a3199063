package io.creditledger.benchmarks.charging;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A charge by hand, in a transaction on a connection of a pool. */
abstract class PlainJdbc implements Called {
    static final String FINGERPRINT = "amount=1&type=charge";

    private final DataSource pool;

    PlainJdbc(DataSource pool) {
        this.pool = pool;
    }

    abstract void charge(Connection connection, String account, String key) throws SQLException;

    @Override
    public final void call(int account, long key) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            charge(connection, LedgerTables.ACCOUNT + account, LedgerTables.KEY + key);
            connection.commit();
        }
    }

    static void updateOne(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, parameters)) {
            int rows = statement.executeUpdate();
            if (rows != 1) {
                throw new SQLException("one row is to be written, but there were " + rows + ": " + sql);
            }
        }
    }

    static PreparedStatement prepare(Connection connection, String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    /** The pool is closed by whoever opened it. */
    @Override
    public final void close() {}
}
