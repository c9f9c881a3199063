package io.creditledger.jdbc.legacy;

import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.creditledger.jdbc.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;

/**
 * One run of the script. It is executed statement by statement as it stands, but for the call that moves all users, which
 * is made one batch at a time in order to tell how far it is.
 */
final class UpgradeRun {
    private static final String ALL_USERS = "call credit_upgrade_users(null, null)";
    private static final String NEXT_USERS = "call credit_upgrade_users(%d, 1)";

    private final Connection connection;
    private final Database database;
    private final UpgradeSettings settings;
    private final Consumer<UpgradeProgress> progress;

    UpgradeRun(Connection connection, Database database, UpgradeSettings settings, Consumer<UpgradeProgress> progress) {
        this.connection = connection;
        this.database = database;
        this.settings = settings;
        this.progress = progress;
    }

    /** Upgrades the database; its tables are known to be right. */
    UpgradeState.Done apply() throws SQLException {
        List<String> statements = LegacyScript.upgrade(database).statements();
        refuseOtherSettings(row(connection, database));
        Statements.execute(connection, statements.get(0));
        begin();
        execute(statements.subList(1, statements.size()));
        if (state(connection, database) instanceof UpgradeState.Done done) {
            return done;
        }
        throw new IllegalStateException(
                "the upgrade was rolled back while it was under way; run it again if that was" + " not intended");
    }

    /** Looks whether a database was upgraded. */
    static UpgradeState state(Connection connection, Database database) throws SQLException {
        Optional<UpgradeRow> row = row(connection, database);
        if (row.isEmpty()) {
            return new UpgradeState.NotUpgraded();
        }
        UpgradeRow found = row.get();
        return found.finishedAt() == null
                ? new UpgradeState.InProgress(
                        found.settings(), new UpgradeProgress(found.usersDone(), users(connection, database)))
                : new UpgradeState.Done(found.settings(), found.usersDone(), found.finishedAt());
    }

    private static Optional<UpgradeRow> row(Connection connection, Database database) throws SQLException {
        return LegacyTable.of(connection, "credit_upgrade").has("version")
                ? ask(connection, database, UpgradeRow::of)
                : Optional.empty();
    }

    private static long users(Connection connection, Database database) throws SQLException {
        return ask(connection, database, sql -> (long) sql.fetchCount(table(name("users"))));
    }

    private static <T> T ask(Connection connection, Database database, Function<DSLContext, T> question)
            throws SQLException {
        try {
            return question.apply(database.sql(connection));
        } catch (DataAccessException e) {
            SQLException cause = e.getCause(SQLException.class);
            throw cause == null ? new SQLException(e) : cause;
        }
    }

    private void refuseOtherSettings(Optional<UpgradeRow> begun) {
        begun.map(UpgradeRow::settings)
                .filter(found -> !settings.goOnWith(found))
                .ifPresent(found -> {
                    throw new IllegalStateException("the upgrade was begun with " + found + " and cannot go on with "
                            + settings + "; run it with the former, or roll it back first");
                });
    }

    /** The table is there; the row may have been put into it by another, between the look and now. */
    private void begin() throws SQLException {
        Optional<UpgradeRow> begun = row(connection, database);
        refuseOtherSettings(begun);
        if (begun.isEmpty()) {
            ask(connection, database, sql -> UpgradeRow.begin(sql, settings));
        }
    }

    private void execute(List<String> statements) throws SQLException {
        if (database == Database.H2) {
            Statements.again(() -> executeAtOnce(statements));
            progress.accept(new UpgradeProgress(usersDone(), users(connection, database)));
            return;
        }
        for (String statement : statements) {
            if (statement.equals(ALL_USERS)) {
                moveUsers();
            } else {
                Statements.execute(connection, statement);
            }
        }
    }

    /**
     * H2 commits definitions by itself; what moves data comes after them and is one transaction. Above READ COMMITTED it
     * would count transactions that are older than the balances it has locked.
     */
    private void executeAtOnce(List<String> statements) throws SQLException {
        int isolation = connection.getTransactionIsolation();
        boolean committed = false;
        try {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            connection.setAutoCommit(false);
            Statements.execute(connection, statements);
            connection.commit();
            committed = true;
        } finally {
            restore(isolation, committed);
        }
    }

    /** A failure to restore must not hide the one that led here. */
    private void restore(int isolation, boolean committed) throws SQLException {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            connection.setTransactionIsolation(isolation);
        } catch (SQLException e) {
            if (committed) {
                throw e;
            }
        }
    }

    private void moveUsers() throws SQLException {
        String call = NEXT_USERS.formatted(settings.batchSize());
        long users = users(connection, database);
        long before = -1;
        for (long done = usersDone(); done > before; done = usersDone()) {
            if (before >= 0) {
                progress.accept(new UpgradeProgress(done, users));
            }
            before = done;
            Statements.execute(connection, call);
        }
    }

    private long usersDone() throws SQLException {
        return ask(connection, database, UpgradeRow::of)
                .map(UpgradeRow::usersDone)
                .orElse(-1L);
    }
}
