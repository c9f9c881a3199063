package io.creditledger.jdbc.legacy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Gives users the balances back that a ledger which mirrors them has written over. In one transaction. */
final class LegacyBalances {
    private static final String UPDATE = "update users set credits = ? where id = ";

    private final DSLContext sql;
    private final LegacyTables tables;

    LegacyBalances(DSLContext sql, LegacyTables tables) {
        this.sql = sql;
        this.tables = tables;
    }

    /** Sets the balance of each user, by id. */
    void restore(Map<String, @Nullable Long> balances) {
        if (!balances.isEmpty()) {
            sql.connection(connection -> restore(connection, balances));
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
}
