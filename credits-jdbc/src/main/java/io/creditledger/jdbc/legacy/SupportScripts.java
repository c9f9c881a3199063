package io.creditledger.jdbc.legacy;

import io.creditledger.AccountId;
import io.creditledger.LedgerUnavailableException;
import io.creditledger.jdbc.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Executes the scripts for support on a host's database. They begin and commit their transactions themselves.
 *
 * @param dataSource the host's database
 */
record SupportScripts(DataSource dataSource) {
    /** SQL's class of states for statements that name what is not there. */
    private static final String NOT_THERE = "42";

    private static final String CONNECTION = "08";

    /** SQL's class of states for values that do not fit a type. */
    private static final String NO_SUCH_VALUE = "22";

    SupportScripts {
        Objects.requireNonNull(dataSource, "dataSource");
    }

    <T> List<T> run(String name, SupportRow.Reader<T> reader) {
        return run(name, UnaryOperator.identity(), reader);
    }

    <T> List<T> run(String name, UnaryOperator<SupportScript> numbers, SupportRow.Reader<T> reader) {
        try {
            return run(name, numbers, null, reader);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Runs a script about one user; empty if no id is written like that. */
    <T> Optional<List<T>> runForUser(String name, AccountId user, SupportRow.Reader<T> reader) {
        try {
            return Optional.of(run(name, UnaryOperator.identity(), user.value(), reader));
        } catch (SQLException e) {
            if (hasState(e, NO_SUCH_VALUE)) {
                return Optional.empty();
            }
            throw failure(e);
        }
    }

    private <T> List<T> run(
            String name, UnaryOperator<SupportScript> numbers, @Nullable String user, SupportRow.Reader<T> reader)
            throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            if (!connection.getAutoCommit()) {
                throw new IllegalStateException(
                        "the data source handed out a connection with autocommit off, which may be"
                                + " in a transaction of the host that the scripts must not commit");
            }
            SupportScript script = numbers.apply(SupportScript.named(name, Database.of(connection)));
            return runOrRollBack(connection, script, user, reader);
        }
    }

    private static <T> List<T> runOrRollBack(
            Connection connection, SupportScript script, @Nullable String user, SupportRow.Reader<T> reader)
            throws SQLException {
        boolean done = false;
        try {
            List<T> rows = script.run(connection, user, reader);
            done = true;
            return rows;
        } finally {
            if (!done) {
                rollBack(connection);
            }
        }
    }

    /** A failure to roll back must not hide the one that led here; a broken connection has rolled back already. */
    private static void rollBack(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("rollback");
        } catch (SQLException e) {
            return;
        }
    }

    private static RuntimeException failure(SQLException e) {
        if (hasState(e, NOT_THERE)) {
            LegacyDatabaseException notUpgraded = new LegacyDatabaseException(
                    "the legacy tables must be as the upgrade leaves them, but the database found this missing: "
                            + e.getMessage() + "; checkSchema() tells what is");
            notUpgraded.initCause(e);
            return notUpgraded;
        }
        return new LedgerUnavailableException(1, hasState(e, CONNECTION), e);
    }

    private static boolean hasState(SQLException failure, String stateClass) {
        return String.valueOf(failure.getSQLState()).startsWith(stateClass);
    }
}
