package io.creditledger.jdbc;

import io.creditledger.LedgerUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.Configuration;
import org.jooq.exception.DataAccessException;

/**
 * Transactions that the ledger begins and ends itself, at READ COMMITTED, one connection for each.
 *
 * <p>What the database asks to be done again is done again, a bounded number of times, with pauses that grow and vary. A
 * commit whose answer was lost may have happened; the work is done again all the same, because every command that it
 * holds finds its own earlier effect by its key.
 *
 * <p>Connections go back to the data source as they came.
 */
final class OwnTransactions implements Transactions {
    private final DataSource dataSource;
    private final Dialect dialect;
    private final Configuration configuration;
    private final boolean autoCommitIsOff;
    private final boolean isolationIsKnown;
    private final Backoff backoff;

    private OwnTransactions(
            DataSource dataSource,
            Dialect dialect,
            boolean autoCommitIsOff,
            boolean isolationIsKnown,
            Backoff backoff) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.configuration = dialect.configuration();
        this.autoCommitIsOff = autoCommitIsOff;
        this.isolationIsKnown = isolationIsKnown;
        this.backoff = backoff;
    }

    /** Looks at the data source's connections first: where their isolation level is safe to rely on, it is asked once. */
    static OwnTransactions on(DataSource dataSource, Dialect dialect, boolean autoCommitIsOff, Backoff backoff) {
        boolean isolationIsKnown = dialect.refusesOldSnapshots() && isReadCommitted(dataSource);
        return new OwnTransactions(dataSource, dialect, autoCommitIsOff, isolationIsKnown, backoff);
    }

    private static boolean isReadCommitted(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return connection.getTransactionIsolation() == Connection.TRANSACTION_READ_COMMITTED;
        } catch (SQLException e) {
            throw new LedgerUnavailableException(1, true, e);
        }
    }

    @Override
    public <T> T transact(Function<Session, T> work) {
        return untilDone(() -> withConnection(connection -> commit(connection, work)));
    }

    @Override
    public <T> T read(Function<Session, T> query) {
        return untilDone(() -> withConnection(connection -> {
            T result = query.apply(session(connection));
            if (autoCommitIsOff) {
                connection.commit();
            }
            return result;
        }));
    }

    private interface Attempt<T> {
        T run() throws SQLException;
    }

    private interface ConnectionWork<T> {
        T apply(Connection connection) throws SQLException;
    }

    private <T> T untilDone(Attempt<T> attempt) {
        long begun = System.nanoTime();
        for (int attempts = 1; ; attempts++) {
            try {
                return attempt.run();
            } catch (NoConnectionException e) {
                throw new LedgerUnavailableException(attempts, true, e.refusal);
            } catch (DataAccessException e) {
                SQLException cause = e.getCause(SQLException.class);
                pauseOrGiveUp(attempts, begun, cause == null ? new SQLException(e) : cause);
            } catch (SQLException e) {
                pauseOrGiveUp(attempts, begun, e);
            }
        }
    }

    private void pauseOrGiveUp(int attempts, long begun, SQLException failure) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
        if (!dialect.isTransient(failure) || !backoff.pauseAfter(attempts, elapsed)) {
            throw new LedgerUnavailableException(attempts, dialect.isDisconnection(failure), failure);
        }
    }

    private <T> T withConnection(ConnectionWork<T> work) throws SQLException {
        try (Connection connection = connection()) {
            if (connection.getAutoCommit() == autoCommitIsOff) {
                throw unexpectedAutoCommit();
            }
            return work.apply(connection);
        }
    }

    /**
     * A server that starts, or starts again, is waited for. A pool that says nothing of that has no connection to give
     * although it has waited for one, as long as its host wants it to: it is not asked again.
     */
    private Connection connection() throws SQLException {
        try {
            return dataSource.getConnection();
        } catch (SQLException e) {
            if (dialect.isDisconnection(e)) {
                throw e;
            }
            throw new NoConnectionException(e);
        }
    }

    private static final class NoConnectionException extends SQLException {
        private static final long serialVersionUID = 1;

        private final SQLException refusal;

        NoConnectionException(SQLException refusal) {
            super(refusal);
            this.refusal = refusal;
        }
    }

    private Session session(Connection connection) {
        return new Session(connection, configuration, false);
    }

    private <T> T commit(Connection connection, Function<Session, T> work) throws SQLException {
        int isolation = isolationIsKnown ? Connection.TRANSACTION_READ_COMMITTED : connection.getTransactionIsolation();
        boolean committed = false;
        try {
            begin(connection, isolation);
            Session session = session(connection);
            T result = work.apply(session);
            commit(session);
            committed = true;
            return result;
        } finally {
            restore(connection, isolation, committed);
        }
    }

    /** A pool that switches autocommit off need not like it to be on. */
    private void commit(Session session) throws SQLException {
        if (autoCommitIsOff) {
            session.commit();
        } else {
            session.commitAlone();
        }
    }

    private static void begin(Connection connection, int isolation) throws SQLException {
        if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
        connection.setAutoCommit(false);
    }

    /** A failure to restore must not hide the one that led here; a connection that is broken is its pool's to replace. */
    private void restore(Connection connection, int isolation, boolean committed) throws SQLException {
        try {
            if (!committed && !connection.getAutoCommit()) {
                connection.rollback();
            }
            connection.setAutoCommit(!autoCommitIsOff);
            if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
                connection.setTransactionIsolation(isolation);
            }
        } catch (SQLException e) {
            if (committed) {
                throw e;
            }
        }
    }

    private IllegalStateException unexpectedAutoCommit() {
        return new IllegalStateException(
                autoCommitIsOff
                        ? "the data source was said to hand out connections with autocommit off, but this one has it on"
                        : "the data source handed out a connection with autocommit off, which may be in a transaction of"
                                + " the host that the ledger must not commit; for a data source that joins the host's"
                                + " transactions use joining(DataSource), for a pool that switches autocommit off say"
                                + " autoCommitIsOff() when building the ledger");
    }
}
