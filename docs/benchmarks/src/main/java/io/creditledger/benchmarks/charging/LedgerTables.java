package io.creditledger.benchmarks.charging;

import com.zaxxer.hikari.HikariDataSource;
import io.creditledger.benchmarks.DatabaseServer;
import io.creditledger.jdbc.CreditSchema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A database with the ledger's tables, whose accounts and grants are made with a few statements. The accounts are
 * {@code account-1}, {@code account-2} and so on, and each charge is of one credit.
 *
 * @param server where it is
 * @param database its name
 */
record LedgerTables(DatabaseServer server, String database) {
    static final String ACCOUNT = "account-";
    static final String KEY = "key-";

    private static final long CREDITS_OF_GRANT = 1_000_000_000L;

    /**
     * How much is in the tables.
     *
     * @param accounts the number of accounts
     * @param grants the number of open grants of each account
     * @param charges the number of charges of each account, all paid by its first grant
     * @param expires when the grants expire
     */
    record Size(int accounts, int grants, int charges, String expires) {
        Size(int accounts, int grants, int charges) {
            this(accounts, grants, charges, "2099-01-01 00:00:00");
        }

        /** The same with grants that have expired. */
        Size due() {
            return new Size(accounts, grants, charges, "2026-02-01 00:00:00");
        }

        static Size ofNew(int accounts) {
            return new Size(accounts, 1, 0);
        }
    }

    /** Makes the database anew, with the tables that the migrations make. */
    static LedgerTables make(DatabaseServer server, String database) {
        try (HikariDataSource pool = Databases.pool(server.recreate(database), 2)) {
            CreditSchema.of(pool).migrate();
        }
        return new LedgerTables(server, database);
    }

    String url() {
        return server.url(database);
    }

    /** Puts accounts, grants and charges in place of whatever was there. */
    void fill(Size size) {
        server.execute(
                database,
                "truncate table credit_entry",
                "truncate table credit_grant",
                "truncate table credit_account",
                accounts(size),
                grants(size),
                grantEntries(size));
        if (size.charges() > 0) {
            server.execute(database, chargeEntries(size));
        }
        server.settle(database);
    }

    private String accounts(Size size) {
        return """
                insert into credit_account
                    (account_id, balance, held, debt, last_seq, last_grant_no, last_at, opened_at)
                select concat('account-', a.n), %d, 0, 0, %d, %d, '2026-01-01 00:00:00', '2026-01-01 00:00:00'
                from %s
                """.formatted(
                        size.grants() * CREDITS_OF_GRANT - size.charges(),
                        size.grants() + size.charges(),
                        size.grants(),
                        server.numbers(size.accounts(), "a"));
    }

    private String grants(Size size) {
        return """
                insert into credit_grant
                    (account_id, grant_id, grant_no, source, priority, amount, remaining, open, effective_at, expires_at)
                select concat('account-', a.n), concat('grant-', g.n), g.n, 'purchase', 0, %d,
                    %d - case when g.n = 1 then %d else 0 end, true, '2026-01-01 00:00:00', '%s'
                from %s cross join %s
                order by a.n, g.n
                """.formatted(
                        CREDITS_OF_GRANT,
                        CREDITS_OF_GRANT,
                        size.charges(),
                        size.expires(),
                        server.numbers(size.accounts(), "a"),
                        server.numbers(size.grants(), "g"));
    }

    private String grantEntries(Size size) {
        return """
                insert into credit_entry
                    (account_id, seq, line, type, grant_id, amount, balance_after, effective_at, recorded_at,
                    idempotency_key, fingerprint, grant_no, source, priority, expires_at)
                select concat('account-', a.n), g.n, 0, 'GRANT', concat('grant-', g.n), %d, g.n * %d,
                    '2026-01-01 00:00:00', '2026-01-01 00:00:00', concat('grant-', g.n), 'type=grant', g.n,
                    'purchase', 0, '%s'
                from %s cross join %s
                order by a.n, g.n
                """.formatted(
                        CREDITS_OF_GRANT,
                        CREDITS_OF_GRANT,
                        size.expires(),
                        server.numbers(size.accounts(), "a"),
                        server.numbers(size.grants(), "g"));
    }

    private String chargeEntries(Size size) {
        return """
                insert into credit_entry
                    (account_id, seq, line, type, grant_id, amount, balance_after, effective_at, recorded_at,
                    idempotency_key, fingerprint)
                select concat('account-', a.n), %d + c.n, 0, 'CHARGE', 'grant-1', -1, %d - c.n,
                    '2026-01-02 00:00:00', '2026-01-02 00:00:00', concat('past-', 1000000000000000000 + c.n),
                    'amount=1&type=charge'
                from %s cross join %s
                """.formatted(
                        size.grants(),
                        size.grants() * CREDITS_OF_GRANT,
                        server.numbers(size.accounts(), "a"),
                        server.numbers(size.charges(), "c"));
    }

    /** Returns how many charges the journal has, if balances, grants and journal still agree. */
    long charges() {
        requireWhole();
        return number("select count(*) from credit_entry where type = 'CHARGE'");
    }

    /** Fails the run unless accounts, grants and journal agree. */
    void requireWhole() {
        requireSame("the numbers of transactions in the journal and of the accounts", """
                select (select count(*) from credit_entry where line = 0) - (select sum(last_seq) from credit_account)
                """);
        requireSame("the credits of the accounts and of their entries", """
                select (select sum(amount) from credit_entry) - (select sum(balance) from credit_account)
                """);
        requireSame("the credits of the accounts and of their grants", """
                select (select sum(remaining) from credit_grant) - (select sum(balance) from credit_account)
                """);
    }

    private void requireSame(String what, String difference) {
        long found = number(difference);
        if (found != 0) {
            throw new IllegalStateException(what + " must be the same, but differ by " + found);
        }
    }

    long number(String query) {
        return Long.parseLong(text(query));
    }

    String text(String query) {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
