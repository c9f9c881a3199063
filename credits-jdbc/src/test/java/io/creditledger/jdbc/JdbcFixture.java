package io.creditledger.jdbc;

import io.creditledger.CreditLedger;
import io.creditledger.CreditPolicy;
import io.creditledger.spi.CreditStore;
import io.creditledger.testkit.contract.LedgerFixture;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** Hands the contract's suites a ledger on a database of their own. */
abstract class JdbcFixture implements LedgerFixture, AutoCloseable {
    private final DataSource database;
    private final Dialect dialect;
    private final UnaryOperator<JdbcLedgerBuilder> mode;
    private final Queue<JdbcCreditLedger> ledgers = new ConcurrentLinkedQueue<>();

    JdbcFixture(TestDatabase server) {
        this(server, UnaryOperator.identity());
    }

    JdbcFixture(TestDatabase server, UnaryOperator<JdbcLedgerBuilder> mode) {
        this.mode = mode;
        database = server.newDatabase();
        CreditSchema schema = CreditSchema.of(database);
        schema.migrate();
        dialect = schema.dialect();
    }

    @Override
    public void reset() {
        close();
        TestDatabase.execute(
                database,
                "delete from credit_entry",
                "delete from credit_grant",
                "delete from credit_task",
                "delete from credit_account");
    }

    @Override
    public CreditLedger ledger(CreditPolicy policy, InstantSource clock) {
        JdbcCreditLedger ledger = mode.apply(JdbcCreditLedger.on(database))
                .policy(policy)
                .clock(clock)
                .build();
        ledgers.add(ledger);
        return ledger;
    }

    @Override
    public void close() {
        for (JdbcCreditLedger ledger = ledgers.poll(); ledger != null; ledger = ledgers.poll()) {
            ledger.close();
        }
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

    /** H2, in memory, committing in groups. */
    public static final class GroupedH2 extends JdbcFixture {
        /** Makes a database of its own. */
        public GroupedH2() {
            super(TestDatabase.H2, JdbcLedgerBuilder::grouped);
        }
    }

    /** PostgreSQL, committing in groups. */
    public static final class GroupedPostgres extends JdbcFixture {
        /** Makes a database of its own. */
        public GroupedPostgres() {
            super(TestDatabase.POSTGRESQL, JdbcLedgerBuilder::grouped);
        }
    }

    /** MariaDB, committing in groups. */
    public static final class GroupedMariaDb extends JdbcFixture {
        /** Makes a database of its own. */
        public GroupedMariaDb() {
            super(TestDatabase.MARIADB, JdbcLedgerBuilder::grouped);
        }
    }

    /** MySQL, committing in groups. */
    public static final class GroupedMySql extends JdbcFixture {
        /** Makes a database of its own. */
        public GroupedMySql() {
            super(TestDatabase.MYSQL, JdbcLedgerBuilder::grouped);
        }
    }

    /** H2, in memory, remembering no account. */
    public static final class ForgetfulH2 extends JdbcFixture {
        /** Makes a database of its own. */
        public ForgetfulH2() {
            super(TestDatabase.H2, builder -> builder.remembering(0));
        }
    }

    /** PostgreSQL, remembering no account. */
    public static final class ForgetfulPostgres extends JdbcFixture {
        /** Makes a database of its own. */
        public ForgetfulPostgres() {
            super(TestDatabase.POSTGRESQL, builder -> builder.remembering(0));
        }
    }
}
