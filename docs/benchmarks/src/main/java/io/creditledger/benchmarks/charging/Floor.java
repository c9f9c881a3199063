package io.creditledger.benchmarks.charging;

import io.creditledger.benchmarks.PostgresServer;
import io.creditledger.benchmarks.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The floor: whatever a charge is, it writes these rows. */
final class Floor {
    static final String NAME = "floor";

    /** One statement that decides nothing. */
    static final String STATEMENT = """
            with account as (
                update credit_account set balance = balance - 1, last_seq = last_seq + 1, last_at = now()
                where account_id = :account
                returning account_id, balance, last_seq
            ),
            drawn as (
                update credit_grant set remaining = remaining - 1, open = remaining > 1
                where account_id = :account and grant_id = 'grant-1'
                returning grant_id
            )
            insert into credit_entry (account_id, seq, line, type, grant_id, amount, balance_after, effective_at,
                recorded_at, idempotency_key, fingerprint)
            select account.account_id, account.last_seq, 0, 'CHARGE', drawn.grant_id, -1, account.balance, now(), now(),
                :key, 'amount=1&type=charge'
            from account, drawn
            """;

    private Floor() {}

    /** Returns pgbench where there is one and the server is PostgreSQL; the setting {@code floor} may force one of both. */
    static Contestant of(LedgerTables tables, Settings settings) {
        boolean hasStatement = tables.server() instanceof PostgresServer;
        if (hasStatement && Pgbench.isAskedFor(settings)) {
            return new PgbenchContestant(NAME, Pgbench.onThisMachine(), STATEMENT);
        }
        return new CalledContestant(NAME, hasStatement ? OneStatement::new : ThreeStatements::new);
    }

    /** The statement through JDBC, committed by itself. */
    private static final class OneStatement implements Called {
        private static final String SQL = STATEMENT.replace(":account", "?").replace(":key", "?");

        private final DataSource pool;

        OneStatement(DataSource pool) {
            this.pool = pool;
        }

        @Override
        public void call(int account, long key) throws SQLException {
            String id = LedgerTables.ACCOUNT + account;
            try (Connection connection = pool.getConnection()) {
                PlainJdbc.updateOne(connection, SQL, id, id, LedgerTables.KEY + key);
            }
        }

        @Override
        public void close() {}
    }

    /** The same where no statement writes to three tables. */
    private static final class ThreeStatements extends PlainJdbc {
        private static final String ACCOUNT = """
                update credit_account set balance = balance - 1, last_seq = last_seq + 1, last_at = current_timestamp
                where account_id = ?
                """;

        private static final String GRANT = """
                update credit_grant set open = remaining > 1, remaining = remaining - 1
                where account_id = ? and grant_id = 'grant-1'
                """;

        private static final String ENTRY = """
                insert into credit_entry (account_id, seq, line, type, grant_id, amount, balance_after, effective_at,
                    recorded_at, idempotency_key, fingerprint)
                select account_id, last_seq, 0, 'CHARGE', 'grant-1', -1, balance, current_timestamp,
                    current_timestamp, ?, 'amount=1&type=charge'
                from credit_account
                where account_id = ?
                """;

        ThreeStatements(DataSource pool) {
            super(pool);
        }

        @Override
        void charge(Connection connection, String account, String key) throws SQLException {
            updateOne(connection, ACCOUNT, account);
            updateOne(connection, GRANT, account);
            updateOne(connection, ENTRY, key, account);
        }
    }
}
