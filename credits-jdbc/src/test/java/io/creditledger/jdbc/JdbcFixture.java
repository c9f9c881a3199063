package io.creditledger.jdbc;

import io.creditledger.CreditLedger;
import io.creditledger.CreditPolicy;
import io.creditledger.spi.CreditStore;
import io.creditledger.testkit.contract.LedgerFixture;
import java.time.InstantSource;
import javax.sql.DataSource;

/** Hands the contract's suites a ledger on a database of their own. */
abstract class JdbcFixture implements LedgerFixture {
    private final DataSource database;
    private final Dialect dialect;

    JdbcFixture(TestDatabase server) {
        database = server.newDatabase();
        CreditSchema schema = CreditSchema.of(database);
        schema.migrate();
        dialect = schema.dialect();
    }

    @Override
    public void reset() {
        TestDatabase.execute(
                database,
                "delete from credit_entry",
                "delete from credit_grant",
                "delete from credit_task",
                "delete from credit_account");
    }

    @Override
    public CreditLedger ledger(CreditPolicy policy, InstantSource clock) {
        return JdbcCreditLedger.on(database).policy(policy).clock(clock).build();
    }

    @Override
    public CreditStore store() {
        return new JdbcStore(OwnTransactions.on(database, dialect, false, Backoff.DEFAULT), dialect);
    }

    /** H2, in memory. */
    public static final class H2 extends JdbcFixture {
        /** Makes a database of its own. */
        public H2() {
            super(TestDatabase.H2);
        }
    }

    /** PostgreSQL. */
    public static final class Postgres extends JdbcFixture {
        /** Makes a database of its own. */
        public Postgres() {
            super(TestDatabase.POSTGRESQL);
        }
    }

    /** MariaDB. */
    public static final class MariaDb extends JdbcFixture {
        /** Makes a database of its own. */
        public MariaDb() {
            super(TestDatabase.MARIADB);
        }
    }

    /** MySQL. */
    public static final class MySql extends JdbcFixture {
        /** Makes a database of its own. */
        public MySql() {
            super(TestDatabase.MYSQL);
        }
    }
}
