package io.creditledger.jdbc;

import io.creditledger.CreditLedger;
import io.creditledger.CreditPolicy;
import io.creditledger.spi.CreditStore;
import io.creditledger.testkit.contract.LedgerFixture;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.Random;

/**
 * Hands the contract's suites a ledger each of whose calls goes to one of two ledgers on the same database: two nodes, each of
 * which remembers what it has seen. The same calls always go to the same nodes, mostly some in a row to each, so that a node
 * also finds an account as it left it.
 */
final class TwoNodesFixture implements LedgerFixture, AutoCloseable {
    private static final long SEED = 4711;
    private static final int CALLS_IN_A_ROW = 6;

    private final JdbcFixture database;

    TwoNodesFixture(JdbcFixture database) {
        this.database = database;
    }

    @Override
    public void reset() {
        database.reset();
    }

    @Override
    public CreditLedger ledger(CreditPolicy policy, InstantSource clock) {
        Nodes nodes = new Nodes(database.ledger(policy, clock), database.ledger(policy, clock));
        return (CreditLedger) Proxy.newProxyInstance(
                CreditLedger.class.getClassLoader(),
                new Class<?>[] {CreditLedger.class},
                (proxy, method, arguments) -> {
                    try {
                        return method.invoke(nodes.next(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public CreditStore store() {
        return database.store();
    }

    @Override
    public void close() {
        database.close();
    }

    /** Says which node is called next. */
    private static final class Nodes {
        private final Random random = new Random(SEED);
        private CreditLedger one;
        private CreditLedger other;

        Nodes(CreditLedger one, CreditLedger other) {
            this.one = one;
            this.other = other;
        }

        CreditLedger next() {
            if (random.nextInt(CALLS_IN_A_ROW) == 0) {
                CreditLedger last = one;
                one = other;
                other = last;
            }
            return one;
        }
    }
}
