package io.creditledger.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.Configuration;
import org.jooq.ConnectionProvider;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SelectForUpdateStep;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A connection, on which a transaction begins with the first statement.
 *
 * <p>What every charge executes has a text that never changes, and goes to the connection as it is; jOOQ renders the rest.
 * Used by one thread.
 */
final class Session {
    private static final String COMMIT = "commit";

    /**
     * A host may have set its driver to fetch some rows at a time. PostgreSQL would then lock some of the accounts, go on to
     * the next statement of the same round trip, and lock the others when their rows are asked for.
     */
    private static final int ALL_ROWS = 0;

    /** The same texts are always the same one, by which driver and server know it again. */
    private static final Map<List<String>, String> IN_ONE = new ConcurrentHashMap<>();

    private final Connection connection;
    private final Configuration configuration;
    private final boolean readsBehindLocks;
    private @Nullable DSLContext sql;
    private @Nullable Waiting waiting;
    private boolean isTransaction;

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

    /** Returns the connection, on which everything has been executed. */
    Connection connection() {
        flush();
        isTransaction = true;
        return connection;
    }

    boolean readsBehindLocks() {
        return readsBehindLocks;
    }

    /** Returns what executes statements of jOOQ on the connection. */
    DSLContext sql() {
        if (sql == null) {
            sql = DSL.using(configuration.derive(new Flushed()));
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

    /** Prepares a text as it is. Its failures look like those of jOOQ's statements, so that none need tell them apart. */
    <T> T prepared(String text, Work<T> work) {
        flush();
        return preparedNow(text, work);
    }

    private <T> T preparedNow(String text, Work<T> work) {
        isTransaction = true;
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            statement.setFetchSize(ALL_ROWS);
            return work.with(statement);
        } catch (SQLException e) {
            throw new DataAccessException("SQL [" + text + "]; " + e.getMessage(), e);
        }
    }

    /** Reads the answer of a query. */
    void read(Query query) {
        prepared(query.text(), statement -> {
            query.parameters().set(statement, 0);
            try (ResultSet answer = statement.executeQuery()) {
                read(answer, query);
            }
            return true;
        });
    }

    /**
     * Reads the answers of several queries in one round trip to the database. They are statements of their own all the same,
     * each of which begins when the one before has ended. Where the driver sends several statements at once.
     */
    void read(List<Query> queries) {
        List<String> texts = new ArrayList<>(queries.size());
        queries.forEach(query -> texts.add(query.text()));
        prepared(inOne(texts), statement -> {
            int set = 0;
            for (Query query : queries) {
                set = query.parameters().set(statement, set);
            }
            statement.execute();
            for (Query query : queries) {
                readNext(statement, query);
                statement.getMoreResults();
            }
            return true;
        });
    }

    private void readNext(PreparedStatement statement, Query query) throws SQLException {
        try (ResultSet answer = statement.getResultSet()) {
            read(answer, query);
        }
    }

    private void read(ResultSet answer, Query query) throws SQLException {
        Row row = query.columns().in(answer, configuration.family());
        while (answer.next()) {
            query.reader().accept(row);
        }
    }

    /**
     * Executes a text, whose answer says nothing, at the latest possible moment: together with the commit if nothing else
     * comes before it. That takes one round trip to the database for both, and locks are held for one less. Where the driver
     * sends several statements at once.
     */
    void last(String text, Parameters parameters) {
        flush();
        waiting = new Waiting(text, parameters);
    }

    /** Executes what still waits. */
    void flush() {
        Waiting last = takeWaiting();
        if (last != null) {
            execute(last.text(), last.parameters());
        }
    }

    /** Commits, together with what still waits. */
    void commit() throws SQLException {
        Waiting last = takeWaiting();
        if (last != null) {
            execute(inOne(List.of(last.text(), COMMIT)), last.parameters());
        }
        connection.commit();
    }

    /**
     * The same on a connection that hands out autocommit on by itself. A statement before which nothing was executed needs no
     * transaction to begin and to end around it: it is one.
     */
    void commitAlone() throws SQLException {
        if (isTransaction || waiting == null) {
            commit();
            return;
        }
        connection.setAutoCommit(true);
        flush();
    }

    private @Nullable Waiting takeWaiting() {
        Waiting last = waiting;
        waiting = null;
        return last;
    }

    private void execute(String text, Parameters parameters) {
        preparedNow(text, statement -> {
            parameters.set(statement, 0);
            return statement.execute();
        });
    }

    private static String inOne(List<String> texts) {
        return IN_ONE.computeIfAbsent(texts, all -> String.join("; ", all));
    }

    private record Waiting(String text, Parameters parameters) {}

    /** Hands the connection to jOOQ. */
    private final class Flushed implements ConnectionProvider {
        @Override
        public Connection acquire() {
            return connection();
        }

        @Override
        public void release(Connection released) {}
    }
}
