package io.creditledger.jdbc.legacy;

import io.creditledger.jdbc.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;

/**
 * Transactions that only read, on a database that need not have a ledger.
 *
 * @param source yields connections with autocommit on
 * @param purpose what they are for, for people
 */
record ReadingTransactions(ConnectionSource source, String purpose) implements Planning.Reading {
    @Override
    public <T> T read(Function<DSLContext, T> work) {
        try {
            return source.with(connection -> read(connection, work));
        } catch (DataAccessException e) {
            SQLException cause = e.getCause(SQLException.class);
            throw new LegacyUpgradeException(purpose, cause == null ? new SQLException(e) : cause);
        } catch (SQLException e) {
            throw new LegacyUpgradeException(purpose, e);
        }
    }

    private static <T> T read(Connection connection, Function<DSLContext, T> work) throws SQLException {
        if (!connection.getAutoCommit()) {
            throw new IllegalStateException(
                    "a connection with autocommit on is needed, but this one has it off and may be"
                            + " in a transaction of the host");
        }
        connection.setAutoCommit(false);
        try {
            return work.apply(Database.of(connection).sql(connection));
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
