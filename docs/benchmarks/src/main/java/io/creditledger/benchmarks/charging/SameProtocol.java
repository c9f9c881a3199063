package io.creditledger.benchmarks.charging;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;

/**
 * What the direct mode does on PostgreSQL, by hand, in the same two round trips: lock and load, write and commit. It reads and
 * writes the same columns of the same rows, and knows nothing of any case but this one. That the pool's connection is
 * committed once more takes no round trip.
 */
final class SameProtocol extends PlainJdbc {
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

    /** Inserts no account unless both rows were updated, so that the commit, which is on its way already, fails. */
    private static final String WRITE_AND_COMMIT = """
            with account as (
                update credit_account
                set balance = ?, held = ?, debt = ?, last_seq = ?, last_grant_no = ?, last_at = ?
                where account_id = ?
                returning 1
            ),
            drawn as (
                update credit_grant set remaining = ?, open = ?
                where account_id = ? and grant_id = ? and grant_no = ?
                returning 1
            )
            insert into credit_entry (account_id, seq, line, type, grant_id, amount, balance_after, effective_at,
                recorded_at, idempotency_key, fingerprint)
            values (case when exists (select from account, drawn) then ? end, ?, 0, 'CHARGE', ?, -1, ?, ?, ?, ?, ?);
            commit
            """;

    SameProtocol(DataSource pool) {
        super(pool);
    }

    private record State(long balance, long held, long debt, long lastSeq, long lastGrant, OffsetDateTime lastAt) {
        OffsetDateTime notBefore(OffsetDateTime clock) {
            return clock.isBefore(lastAt) ? lastAt : clock;
        }
    }

    private record Grant(long number, String id, long remaining) {}

    private record Loaded(State state, Grant grant, OffsetDateTime now) {}

    @Override
    void charge(Connection connection, String account, String key) throws SQLException {
        OffsetDateTime clock = OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
        writeAndCommit(connection, account, key, lockAndLoad(connection, account, key, clock));
    }

    private static Loaded lockAndLoad(Connection connection, String account, String key, OffsetDateTime clock)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, LOCK_AND_LOAD, account, account, key, account, clock)) {
            statement.execute();
            State state = state(statement.getResultSet());
            statement.getMoreResults();
            OffsetDateTime now = state.notBefore(clock);
            return new Loaded(state, firstUsable(statement.getResultSet(), key, now), now);
        }
    }

    private static State state(ResultSet row) throws SQLException {
        row.next();
        return new State(
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getObject(7, OffsetDateTime.class));
    }

    /** A row without a source is that of a used key, and comes before the grants. */
    private static Grant firstUsable(ResultSet rows, String key, OffsetDateTime now) throws SQLException {
        while (rows.next() && rows.getString(4) != null) {
            if (isUsable(rows, now)) {
                return new Grant(rows.getLong(2), rows.getString(3), rows.getLong(7));
            }
        }
        throw new SQLException("the key " + key + " was used before, or nothing is left");
    }

    private static boolean isUsable(ResultSet grant, OffsetDateTime now) throws SQLException {
        OffsetDateTime expires = grant.getObject(9, OffsetDateTime.class);
        return !grant.getObject(8, OffsetDateTime.class).isAfter(now) && (expires == null || expires.isAfter(now));
    }

    private static void writeAndCommit(Connection connection, String account, String key, Loaded loaded)
            throws SQLException {
        State state = loaded.state();
        Grant grant = loaded.grant();
        OffsetDateTime now = loaded.now();
        long balance = state.balance() - 1;
        long seq = state.lastSeq() + 1;
        long remaining = grant.remaining() - 1;
        try (PreparedStatement statement = prepare(
                connection,
                WRITE_AND_COMMIT,
                balance,
                state.held(),
                state.debt(),
                seq,
                state.lastGrant(),
                now,
                account,
                remaining,
                remaining > 0,
                account,
                grant.id(),
                grant.number(),
                account,
                seq,
                grant.id(),
                balance,
                now,
                now,
                key,
                FINGERPRINT)) {
            statement.execute();
        }
    }
}
