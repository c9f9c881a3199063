package io.creditledger.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.SelectForUpdateStep;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A connection in a transaction.
 *
 * <p>What every charge executes has a text that never changes, and goes to the connection as it is; jOOQ renders the rest.
 * Used by one thread.
 */
final class Session {
    private final Connection connection;
    private final Configuration configuration;
    private final boolean readsBehindLocks;
    private @Nullable DSLContext sql;

    /**
     * Makes the session of a connection.
     *
     * @param configuration jOOQ's, without a connection
     * @param readsBehindLocks whether a plain read may be older than a lock that the transaction has taken
     */
    Session(Connection connection, Configuration configuration, boolean readsBehindLocks) {
        this.connection = connection;
        this.configuration = configuration;
        this.readsBehindLocks = readsBehindLocks;
    }

    Connection connection() {
        return connection;
    }

    boolean readsBehindLocks() {
        return readsBehindLocks;
    }

    /** Returns what executes statements of jOOQ on the connection. */
    DSLContext sql() {
        if (sql == null) {
            sql = DSL.using(configuration.derive(new HeldConnection(connection)));
        }
        return sql;
    }

    /**
     * Reads what is there now. Where a plain read may show an old snapshot, with what the transaction itself has written
     * mixed in, only a read with locks does.
     */
    Result<Record> fetch(SelectForUpdateStep<Record> query) {
        return readsBehindLocks ? query.forShare().fetch() : query.fetch();
    }

    /** What is done with a prepared statement. */
    interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    /** Sets the parameters of a statement. */
    interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    /** Prepares a text as it is. Its failures look like those of jOOQ's statements, so that none need tell them apart. */
    <T> T prepared(String text, Work<T> work) {
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            return work.with(statement);
        } catch (SQLException e) {
            throw new DataAccessException("SQL [" + text + "]; " + e.getMessage(), e);
        }
    }

    /** Reads the answer of a text, row after row. */
    void query(String text, Parameters parameters, RowColumns columns, Consumer<Row> reader) {
        prepared(text, statement -> {
            parameters.set(statement);
            try (ResultSet answer = statement.executeQuery()) {
                Row row = columns.in(answer, family());
                while (answer.next()) {
                    reader.accept(row);
                }
            }
            return true;
        });
    }

    private SQLDialect family() {
        return configuration.family();
    }
}
