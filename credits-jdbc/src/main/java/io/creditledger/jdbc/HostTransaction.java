package io.creditledger.jdbc;

import io.creditledger.HostTransactionException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import org.jooq.Configuration;
import org.jooq.ConnectionProvider;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * The host's own transaction. The ledger works in it and neither begins, ends nor repeats anything: what it writes becomes
 * durable, or vanishes, with the host's own rows, also when the host rolls back to a savepoint.
 *
 * <p>After a deadlock MariaDB and H2 have rolled everything back, savepoints included, so there is nothing that the ledger
 * could repeat on its own: the host has to run the whole transaction again, and is told so.
 */
final class HostTransaction implements Transactions {
    private final ConnectionProvider connections;
    private final Dialect dialect;
    private final Configuration configuration;

    HostTransaction(ConnectionProvider connections, Dialect dialect) {
        this.connections = connections;
        this.dialect = dialect;
        this.configuration = dialect.configuration();
    }

    @Override
    public <T> T transact(Function<Session, T> work) {
        return onConnection(connection -> {
            Session session = session(connection);
            T result = work.apply(session);
            session.flush();
            return result;
        });
    }

    @Override
    public <T> T read(Function<Session, T> query) {
        return transact(query);
    }

    private Session session(Connection connection) {
        return new Session(connection, configuration, dialect.readsBehindLocks() && isSnapshot(connection));
    }

    private <T> T onConnection(Function<Connection, T> work) {
        try {
            Connection connection = requireConnection(connections.acquire());
            try {
                requireTransaction(connection);
                return work.apply(connection);
            } finally {
                connections.release(connection);
            }
        } catch (DataAccessException e) {
            throw new HostTransactionException(
                    "the database failed in the host's transaction; roll it back and run the whole of it again with the"
                            + " same keys. The failure was: " + e.getMessage(),
                    e);
        }
    }

    private static Connection requireConnection(@Nullable Connection connection) {
        if (connection == null) {
            throw new HostTransactionException(
                    "the ledger can join a transaction only on a connection, but the jOOQ context has none");
        }
        return connection;
    }

    private void requireTransaction(Connection connection) {
        if (isAutoCommit(connection)) {
            throw new HostTransactionException(
                    "the ledger can join a transaction only on a connection that is in one, but autocommit is on;"
                            + " switch it off, or begin the transaction before the ledger is called");
        }
        if (!dialect.allowsSnapshots() && isSnapshot(connection)) {
            throw new HostTransactionException(
                    "on H2 the ledger can join a transaction at READ COMMITTED only, but its isolation level is "
                            + isolation(connection));
        }
    }

    private static boolean isSnapshot(Connection connection) {
        return isolation(connection) > Connection.TRANSACTION_READ_COMMITTED;
    }

    private static boolean isAutoCommit(Connection connection) {
        try {
            return connection.getAutoCommit();
        } catch (SQLException e) {
            throw new DataAccessException("the connection does not tell its autocommit mode", e);
        }
    }

    private static int isolation(Connection connection) {
        try {
            return connection.getTransactionIsolation();
        } catch (SQLException e) {
            throw new DataAccessException("the connection does not tell its isolation level", e);
        }
    }
}
