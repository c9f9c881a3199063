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
 * What the direct mode does on PostgreSQL, by hand: lock, load, write, commit. It reads and writes the same columns of the
 * same rows, and knows nothing of any case but this one.
 */
final class SameProtocol extends PlainJdbc {
    private static final String LOCK = """
            select account_id, balance, held, debt, last_seq, last_grant_no, last_at, opened_at
            from credit_account
            where account_id in (?)
            order by account_id
            for no key update
            """;

    private static final String LOAD = """
            (select account_id, seq as grant_no, idempotency_key as grant_id, null as source, null as priority,
                null as amount, null as remaining, null as effective_at, null as expires_at
            from credit_entry
            where account_id = ? and idempotency_key in (?))
            union all
            (select account_id, grant_no, grant_id, source, priority, amount, remaining, effective_at, expires_at
            from credit_grant
            where account_id = ? and open = true and effective_at <= ? and (expires_at is null or expires_at > ?)
            order by priority, expires_at, grant_no
            limit 16)
            """;

    private static final String WRITE = """
            with account as (
                update credit_account
                set balance = ?, held = ?, debt = ?, last_seq = ?, last_grant_no = ?, last_at = ?, opened_at = ?
                where account_id = ?
                returning account_id
            ),
            drawn as (
                update credit_grant set remaining = ?, open = ? where account_id = ? and grant_id = ? returning grant_id
            )
            insert into credit_entry (account_id, seq, line, type, grant_id, amount, balance_after, effective_at,
                recorded_at, idempotency_key, fingerprint, reference, metadata, grant_no, source, priority, expires_at,
                run_id)
            select account.account_id, ?, 0, 'CHARGE', drawn.grant_id, -1, ?, ?, ?, ?, ?, null, null, null, null, null,
                null, null
            from account, drawn
            """;

    SameProtocol(DataSource pool) {
        super(pool);
    }

    private record State(
            long balance,
            long held,
            long debt,
            long lastSeq,
            long lastGrant,
            OffsetDateTime lastAt,
            OffsetDateTime openedAt) {}

    private record Grant(String id, long remaining) {}

    @Override
    void charge(Connection connection, String account, String key) throws SQLException {
        State state = lock(connection, account);
        OffsetDateTime clock = OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
        OffsetDateTime now = clock.isBefore(state.lastAt()) ? state.lastAt() : clock;
        Grant grant = load(connection, account, key, now);
        write(connection, account, key, state, grant, now);
    }

    private static State lock(Connection connection, String account) throws SQLException {
        try (PreparedStatement statement = prepare(connection, LOCK, account);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new State(
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getObject(7, OffsetDateTime.class),
                    row.getObject(8, OffsetDateTime.class));
        }
    }

    /** A row without a source is that of a used key. */
    private static Grant load(Connection connection, String account, String key, OffsetDateTime now)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, LOAD, account, key, account, now, now);
                ResultSet row = statement.executeQuery()) {
            row.next();
            if (row.getString(4) == null || row.getLong(7) < 1) {
                throw new SQLException("the key " + key + " was used before, or nothing is left");
            }
            return new Grant(row.getString(3), row.getLong(7));
        }
    }

    private static void write(
            Connection connection, String account, String key, State state, Grant grant, OffsetDateTime now)
            throws SQLException {
        long balance = state.balance() - 1;
        long seq = state.lastSeq() + 1;
        long remaining = grant.remaining() - 1;
        updateOne(
                connection,
                WRITE,
                balance,
                state.held(),
                state.debt(),
                seq,
                state.lastGrant(),
                now,
                state.openedAt(),
                account,
                remaining,
                remaining > 0,
                account,
                grant.id(),
                seq,
                balance,
                now,
                now,
                key,
                FINGERPRINT);
    }
}
