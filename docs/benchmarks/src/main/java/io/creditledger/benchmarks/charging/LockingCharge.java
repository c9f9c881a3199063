package io.creditledger.benchmarks.charging;

import io.creditledger.benchmarks.charging.SeenAccount.FirstGrant;
import io.creditledger.benchmarks.charging.SeenAccount.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** How {@link SameProtocol} charges what it has not seen, in two round trips: lock and load, write and commit. */
final class LockingCharge {
    /** The load is a statement of its own, so that it sees what was committed while the lock was waited for. */
    private static final String LOCK_AND_LOAD = """
            select account_id, balance, held, debt, last_seq, last_grant_no, last_at, opened_at
            from credit_account
            where account_id = ?
            for no key update;
            (select account_id, seq, idempotency_key, null::text, null::integer, null::bigint, null::bigint,
                null::timestamptz, null::timestamptz
            from credit_entry
            where account_id = ? and idempotency_key = ?)
            union all
            (select account_id, grant_no, grant_id, source, priority, amount, remaining, effective_at, expires_at
            from credit_grant
            where account_id = ? and open and (expires_at is null or expires_at > ?)
            order by priority, expires_at, grant_no
            limit 12)
            """;

    /** The commit is on its way already when the write is done; if the write fails, it does not take place. */
    private static final String WRITE_AND_COMMIT = SameProtocol.chargeWhere("account_id = ?", "true") + "; commit";

    private LockingCharge() {}

    /** Returns the account as it is left. That the connection is committed once more takes no round trip. */
    static SeenAccount charge(Connection connection, String account, String key, OffsetDateTime clock)
            throws SQLException {
        connection.setAutoCommit(false);
        SeenAccount after = lockAndLoad(connection, account, key, clock).charged(clock);
        writeAndCommit(connection, after.row(), after.grant(), key);
        connection.commit();
        return after;
    }

    private static SeenAccount lockAndLoad(Connection connection, String account, String key, OffsetDateTime clock)
            throws SQLException {
        try (PreparedStatement statement =
                PlainJdbc.prepare(connection, LOCK_AND_LOAD, account, account, key, account, clock)) {
            statement.execute();
            Row row = row(statement.getResultSet());
            statement.getMoreResults();
            FirstGrant grant = firstGrant(statement.getResultSet(), key, row.notBefore(clock));
            return new SeenAccount(row, grant, SeenAccount.CALM);
        }
    }

    private static Row row(ResultSet account) throws SQLException {
        account.next();
        return new Row(
                account.getString(1),
                account.getLong(2),
                account.getLong(3),
                account.getLong(4),
                account.getLong(5),
                account.getLong(6),
                account.getObject(7, OffsetDateTime.class));
    }

    /** A row without a source is that of a used key, and comes before the grants. */
    private static FirstGrant firstGrant(ResultSet rows, String key, OffsetDateTime now) throws SQLException {
        OffsetDateTime until = OffsetDateTime.MAX;
        while (rows.next() && rows.getString(4) != null) {
            OffsetDateTime effective = rows.getObject(8, OffsetDateTime.class);
            OffsetDateTime expires = rows.getObject(9, OffsetDateTime.class);
            boolean isUsable = !effective.isAfter(now) && (expires == null || expires.isAfter(now));
            if (isUsable) {
                return new FirstGrant(rows.getLong(2), rows.getString(3), rows.getLong(7), earlier(until, expires));
            }
            until = earlier(until, effective.isAfter(now) ? effective : null);
        }
        throw new SQLException("the key " + key + " was used before, or nothing is left");
    }

    private static OffsetDateTime earlier(OffsetDateTime one, @Nullable OffsetDateTime other) {
        return other == null || one.isBefore(other) ? one : other;
    }

    private static void writeAndCommit(Connection connection, Row account, FirstGrant drawn, String key)
            throws SQLException {
        try (PreparedStatement statement = PlainJdbc.prepare(
                connection,
                WRITE_AND_COMMIT,
                account.balance(),
                account.lastSeq(),
                account.lastAt(),
                account.id(),
                drawn.remaining(),
                drawn.remaining() > 0,
                account.id(),
                drawn.id(),
                drawn.number(),
                account.id(),
                account.lastSeq(),
                drawn.id(),
                account.balance(),
                account.lastAt(),
                account.lastAt(),
                key,
                PlainJdbc.FINGERPRINT)) {
            statement.execute();
        }
    }
}
