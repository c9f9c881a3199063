package io.creditledger.benchmarks.charging;

import io.creditledger.benchmarks.charging.SeenAccount.FirstGrant;
import io.creditledger.benchmarks.charging.SeenAccount.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * What the direct mode does on PostgreSQL, by hand. It remembers each account as it has left it, and charges it by one
 * statement, committed by itself, that fails unless the account is still the same. Else it {@linkplain LockingCharge locks and
 * reads} the account. It writes the columns of the same rows that a charge changes, and knows nothing of any case but this one.
 */
final class SameProtocol implements Called {
    /**
     * Nobody waits: a row that somebody else holds is not found, and then the grant is left alone. A key that was used before is
     * refused by its unique index.
     */
    private static final String CHARGE_AS_SEEN = chargeWhere("""
            ctid = (
                select ctid from credit_account
                where account_id = ? and balance = ? and held = ? and debt = ? and last_seq = ? and last_grant_no = ?
                    and last_at = ?
                for no key update skip locked
            )""", "exists (select from account)");

    private final DataSource pool;
    private final Map<String, SeenAccount> seen = new ConcurrentHashMap<>();

    SameProtocol(DataSource pool) {
        this.pool = pool;
    }

    /** Inserts no account, and so fails, unless both rows were updated. */
    static String chargeWhere(String account, String drawn) {
        return """
                with account as (
                    update credit_account
                    set balance = ?, last_seq = ?, last_at = ?
                    where %s
                    returning 1
                ),
                drawn as (
                    update credit_grant set remaining = ?, open = ?
                    where account_id = ? and grant_id = ? and grant_no = ? and %s
                    returning 1
                )
                insert into credit_entry (account_id, seq, line, type, grant_id, amount, balance_after, effective_at,
                    recorded_at, idempotency_key, fingerprint)
                values (case when exists (select from account, drawn) then ? end, ?, 0, 'CHARGE', ?, -1, ?, ?, ?, ?, ?)
                """.formatted(account, drawn);
    }

    @Override
    public void call(int number, long keyNumber) throws SQLException {
        String account = LedgerTables.ACCOUNT + number;
        String key = LedgerTables.KEY + keyNumber;
        OffsetDateTime clock = OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
        try (Connection connection = pool.getConnection()) {
            seen.put(account, charge(connection, account, key, clock));
        }
    }

    /** Returns the account as it is left. */
    private SeenAccount charge(Connection connection, String account, String key, OffsetDateTime clock)
            throws SQLException {
        SeenAccount before = seen.get(account);
        if (before == null) {
            return LockingCharge.charge(connection, account, key, clock);
        }
        if (!before.canBeCharged(clock)) {
            return LockingCharge.charge(connection, account, key, clock).since(before);
        }
        SeenAccount after = before.charged(clock);
        try {
            chargeAsSeen(connection, before.row(), after.row(), after.grant(), key);
            return after;
        } catch (SQLException e) {
            return LockingCharge.charge(connection, account, key, clock).disturbed();
        }
    }

    private static void chargeAsSeen(Connection connection, Row before, Row after, FirstGrant drawn, String key)
            throws SQLException {
        try (PreparedStatement statement = PlainJdbc.prepare(
                connection,
                CHARGE_AS_SEEN,
                after.balance(),
                after.lastSeq(),
                after.lastAt(),
                before.id(),
                before.balance(),
                before.held(),
                before.debt(),
                before.lastSeq(),
                before.lastGrant(),
                before.lastAt(),
                drawn.remaining(),
                drawn.remaining() > 0,
                before.id(),
                drawn.id(),
                drawn.number(),
                before.id(),
                after.lastSeq(),
                drawn.id(),
                after.balance(),
                after.lastAt(),
                after.lastAt(),
                key,
                PlainJdbc.FINGERPRINT)) {
            statement.execute();
        }
    }

    /** The pool is closed by whoever opened it. */
    @Override
    public void close() {}
}
