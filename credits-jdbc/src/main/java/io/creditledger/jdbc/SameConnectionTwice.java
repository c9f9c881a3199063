package io.creditledger.jdbc;

import io.creditledger.HostTransactionException;
import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.ConnectionProvider;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * Proves that connections belong to a transaction of the host: asked twice, its source hands out the same one.
 *
 * <p>That autocommit is off proves nothing: pools may be configured so. A connection from such a pool is rolled back when it
 * is given back, and whatever the ledger had answered would be lost.
 *
 * @param source what the host says hands out the connection of its transaction
 */
record SameConnectionTwice(ConnectionProvider source) implements ConnectionProvider {
    /** What is on autocommit is not in a transaction anyhow; whoever uses the connection says so. */
    @Override
    public @Nullable Connection acquire() {
        Connection connection = source.acquire();
        boolean handedOut = false;
        try {
            if (connection != null && !isOnAutoCommit(connection) && !isHandedOutAgain(connection)) {
                throw new HostTransactionException(
                        "the ledger can join a transaction only where there is one, but when the source of connections was"
                                + " asked again it handed out another one; begin the transaction before the ledger is"
                                + " called");
            }
            handedOut = true;
            return connection;
        } finally {
            if (!handedOut && connection != null) {
                source.release(connection);
            }
        }
    }

    @Override
    public void release(Connection connection) {
        source.release(connection);
    }

    private boolean isHandedOutAgain(Connection connection) {
        Connection again = source.acquire();
        if (again == null) {
            return false;
        }
        try {
            return physical(connection) == physical(again);
        } finally {
            source.release(again);
        }
    }

    private static boolean isOnAutoCommit(Connection connection) {
        try {
            return connection.getAutoCommit();
        } catch (SQLException e) {
            throw new DataAccessException("the connection does not tell its autocommit mode", e);
        }
    }

    /** Proxies of one connection differ, but the connection that its metadata names is the same. */
    private static Connection physical(Connection connection) {
        try {
            return connection.getMetaData().getConnection();
        } catch (SQLException e) {
            throw new DataAccessException("the connection does not name itself", e);
        }
    }
}
