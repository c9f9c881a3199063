package io.creditledger.jdbc.legacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code credit_upgrade_balance}: what an upgrade did to one user.
 *
 * @param user the user's id
 * @param before {@code users.credits} as it was; null if it was NULL
 * @param received the credits received by then
 * @param spent the credits spent by then
 * @param expired the credits that expired at the cutover
 * @param after what the upgrade left
 * @param difference what is neither left nor expired of what there was
 * @param expiredLater the credits that have expired since
 */
record UpgradeBalance(
        String user,
        @Nullable Long before,
        long received,
        long spent,
        long expired,
        long after,
        long difference,
        long expiredLater) {
    long creditsBefore() {
        return before == null ? 0 : before;
    }

    /** Reads the rows of the users from one to another, as far as the upgrade has come. */
    static void read(DSLContext sql, IdKind ids, String first, String last, Consumer<UpgradeBalance> reader) {
        String query = """
                select b.user_id, b.credits_before, b.received, b.spent, b.expired, b.credits_after, b.difference,
                    b.expired_later
                from credit_upgrade_balance b
                where b.user_id >= %1$s and b.user_id <= %1$s and b.credits_after is not null
                """.formatted(ids.parameter());
        RowStream.of(
                sql,
                query,
                statement -> {
                    ids.bind(statement, 1, first);
                    ids.bind(statement, 2, last);
                },
                row -> reader.accept(of(row)));
    }

    private static UpgradeBalance of(ResultSet row) throws SQLException {
        long before = row.getLong(2);
        return new UpgradeBalance(
                row.getString(1),
                row.wasNull() ? null : before,
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8));
    }
}
