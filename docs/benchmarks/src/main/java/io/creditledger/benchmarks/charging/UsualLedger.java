package io.creditledger.benchmarks.charging;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;

/** The ledger that a product writes for itself: the account's row is locked, and then one small statement follows another. */
final class UsualLedger extends PlainJdbc {
    private static final String LOCK = "select balance, last_seq from credit_account where account_id = ? for update";

    private static final String REPLAYED = "select seq from credit_entry where account_id = ? and idempotency_key = ?";

    private static final String GRANTS = """
            select grant_id, remaining from credit_grant
            where account_id = ? and open = true and effective_at <= ? and (expires_at is null or expires_at > ?)
            order by priority, expires_at, grant_no
            """;

    private static final String DRAW =
            "update credit_grant set remaining = ?, open = ? where account_id = ? and grant_id = ?";

    private static final String RECORD = """
            insert into credit_entry (account_id, seq, line, type, grant_id, amount, balance_after, effective_at,
                recorded_at, idempotency_key, fingerprint)
            values (?, ?, 0, 'CHARGE', ?, -1, ?, ?, ?, ?, ?)
            """;

    private static final String PAY =
            "update credit_account set balance = ?, last_seq = ?, last_at = ? where account_id = ?";

    UsualLedger(DataSource pool) {
        super(pool);
    }

    private record State(long balance, long lastSeq) {}

    private record Grant(String id, long remaining) {}

    @Override
    void charge(Connection connection, String account, String key) throws SQLException {
        State state = lock(connection, account);
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
        requireNew(connection, account, key);
        Grant grant = firstGrant(connection, account, now);
        updateOne(connection, DRAW, grant.remaining() - 1, grant.remaining() > 1, account, grant.id());
        long seq = state.lastSeq() + 1;
        long balance = state.balance() - 1;
        updateOne(connection, RECORD, account, seq, grant.id(), balance, now, now, key, FINGERPRINT);
        updateOne(connection, PAY, balance, seq, now, account);
    }

    private static State lock(Connection connection, String account) throws SQLException {
        try (PreparedStatement statement = prepare(connection, LOCK, account);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new State(row.getLong(1), row.getLong(2));
        }
    }

    private static void requireNew(Connection connection, String account, String key) throws SQLException {
        try (PreparedStatement statement = prepare(connection, REPLAYED, account, key);
                ResultSet rows = statement.executeQuery()) {
            if (rows.next()) {
                throw new SQLException("the key " + key + " was used before");
            }
        }
    }

    private static Grant firstGrant(Connection connection, String account, OffsetDateTime now) throws SQLException {
        try (PreparedStatement statement = prepare(connection, GRANTS, account, now, now);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return new Grant(rows.getString(1), rows.getLong(2));
        }
    }
}
