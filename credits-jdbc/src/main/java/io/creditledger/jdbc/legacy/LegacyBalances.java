package io.creditledger.jdbc.legacy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Reads users' balances, and gives those back that a ledger which mirrors them has written over. In one transaction. */
final class LegacyBalances {
    private static final String UPDATE = "update users set credits = ? where id = ";
    private static final String AND_WRITTEN = " and credits = ?";

    private final DSLContext sql;
    private final LegacyTables tables;

    LegacyBalances(DSLContext sql, LegacyTables tables) {
        this.sql = sql;
        this.tables = tables;
    }

    /**
     * What a run has made of a balance.
     *
     * @param was what it was; null if it was NULL
     * @param is what the ledger set it to; null if it left it alone
     */
    record Written(@Nullable Long was, @Nullable Long is) {}

    /** Reads the balances of users, by id; whoever is not a user has none. */
    Map<String, @Nullable Long> of(List<String> users) {
        Map<String, @Nullable Long> balances = new HashMap<>();
        AdoptedAccounts.chunks(users.stream().filter(tables.ids()::canBe).toList())
                .forEach(some -> read(some, balances));
        return balances;
    }

    private void read(List<String> users, Map<String, @Nullable Long> balances) {
        String parameters =
                String.join(", ", Collections.nCopies(users.size(), tables.ids().parameter()));
        RowStream.of(
                sql,
                "select u.id, u.credits from users u where u.id in (" + parameters + ")",
                statement -> {
                    for (int i = 0; i < users.size(); i++) {
                        tables.ids().bind(statement, i + 1, users.get(i));
                    }
                },
                row -> balances.put(row.getString(1), credits(row)));
    }

    private static @Nullable Long credits(ResultSet row) throws SQLException {
        long credits = row.getLong(2);
        return row.wasNull() ? null : credits;
    }

    /** Sets the balance of each user, by id. */
    void restore(Map<String, @Nullable Long> balances) {
        if (!balances.isEmpty()) {
            sql.connection(connection -> restore(connection, balances));
        }
    }

    /** Sets the balance of each user whose balance is what the ledger wrote. Another one is somebody else's, and stays. */
    void restoreWritten(Map<String, Written> balances) {
        if (!balances.isEmpty()) {
            sql.connection(connection -> restoreWritten(connection, balances));
        }
    }

    private void restore(Connection connection, Map<String, @Nullable Long> balances) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(UPDATE + tables.ids().parameter())) {
            for (Map.Entry<String, @Nullable Long> balance : balances.entrySet()) {
                update.setObject(1, balance.getValue(), Types.BIGINT);
                tables.ids().bind(update, 2, balance.getKey());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private void restoreWritten(Connection connection, Map<String, Written> balances) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(UPDATE + tables.ids().parameter() + AND_WRITTEN)) {
            for (Map.Entry<String, Written> balance : balances.entrySet()) {
                update.setObject(1, balance.getValue().was(), Types.BIGINT);
                tables.ids().bind(update, 2, balance.getKey());
                update.setObject(3, balance.getValue().is(), Types.BIGINT);
                update.addBatch();
            }
            update.executeBatch();
        }
    }
}
