package io.creditledger.jdbc.legacy;

import io.creditledger.CreditPolicy;
import io.creditledger.jdbc.JdbcCreditLedger;
import io.creditledger.jdbc.LedgerDatabase;
import io.creditledger.jdbc.TestDatabase;
import io.creditledger.jdbc.legacy.LegacyRows.Transaction;
import io.creditledger.jdbc.legacy.LegacyRows.User;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A host's tables and the ledger's in one database. It is kept for the whole run, and emptied for each test.
 *
 * @param ledgers the ledger's tables
 * @param host the host's tables
 */
record AdoptionDatabase(LedgerDatabase ledgers, LegacyHost host) {
    static final Instant NOW = LegacyGenerator.NOW;

    static AdoptionDatabase with(TestDatabase server, LegacyRows rows) {
        return with(server, IdType.BIGINT, null, rows);
    }

    static AdoptionDatabase with(TestDatabase server, IdType ids, @Nullable ZoneId zone, LegacyRows rows) {
        LedgerDatabase ledgers = LedgerDatabase.emptied(server);
        ledgers.clock.set(NOW.toString());
        // PostgreSQL's driver keeps statements, and those of tables that have changed their types since are of no use.
        ledgers.dataSource().getHikariPoolMXBean().softEvictConnections();
        TestDatabase.execute(
                ledgers.dataSource(),
                "drop table if exists credit_upgrade_balance",
                "drop table if exists credit_upgrade",
                "drop table if exists tasks",
                "drop table if exists credit_transactions",
                "drop table if exists users");
        LegacyHost host = LegacyHost.create(server, ledgers.dataSource(), ids, zone);
        host.insert(rows);
        return new AdoptionDatabase(ledgers, host);
    }

    DataSource dataSource() {
        return ledgers.dataSource();
    }

    JdbcCreditLedger ledger() {
        return ledger(dataSource());
    }

    /** A ledger with sign-up credits, which no adopted account must get. */
    JdbcCreditLedger ledger(DataSource connections) {
        return JdbcCreditLedger.on(connections)
                .policy(CreditPolicy.defaults())
                .clock(ledgers.clock)
                .build();
    }

    LegacyAdoption adjusting() {
        return LegacyAdoption.into(ledger(), AdoptionSettings.adjusting().withBatchSize(7));
    }

    LegacyAdoption refusing() {
        return LegacyAdoption.into(ledger(), AdoptionSettings.refusing().withBatchSize(7));
    }

    void upgrade(Instant cutover) {
        LegacyUpgrade.of(dataSource())
                .with(UpgradeSettings.DEFAULTS.cutover(cutover))
                .apply();
    }

    /** What the balance that the host keeps says that the transactions do not. */
    static long difference(LegacyRows rows, User user) {
        long explained = rows.transactionsOf(user).stream()
                .mapToLong(transaction -> transaction.amount() == null ? 0 : transaction.amount())
                .sum();
        return user.credits() == null ? 0 : user.credits() - explained;
    }

    /** What becomes of a user of a database that was not upgraded, and whose difference is made up for. */
    static BruteForce adjusted(LegacyRows rows, User user) {
        List<Transaction> transactions = new ArrayList<>(rows.transactionsOf(user));
        transactions.add(new Transaction(Integer.MAX_VALUE, user.number(), difference(rows, user), null));
        return BruteForce.replay(transactions, 6, NOW, NOW);
    }
}
