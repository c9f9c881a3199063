package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static io.creditledger.jdbc.LedgerDatabase.POLICY;
import static io.creditledger.jdbc.LedgerDatabase.chargeOf;
import static io.creditledger.jdbc.LedgerDatabase.grantOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.creditledger.CreditLedger;
import io.creditledger.Credits;
import io.creditledger.HostTransactionException;
import io.creditledger.InsufficientCreditsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger in transactions that Spring manages. */
@EveryDatabase
class SpringTransactionTest {
    private final LedgerDatabase database;
    private final TransactionAwareDataSourceProxy transactionAware;
    private final JdbcTemplate orders;
    private final TransactionTemplate transaction;
    private final JdbcCreditLedger ledger;
    private final CreditLedger joined;

    SpringTransactionTest(TestDatabase server) {
        database = LedgerDatabase.emptied(server);
        transactionAware = new TransactionAwareDataSourceProxy(database.dataSource());
        orders = new JdbcTemplate(database.dataSource());
        transaction = new TransactionTemplate(new DataSourceTransactionManager(database.dataSource()));
        ledger = database.ledger();
        joined = ledger.joining(transactionAware);
    }

    @BeforeEach
    void grantHundred() {
        ledger.open(ALICE);
        ledger.grant(grantOf(ALICE, 100, "purchase-1"));
    }

    @AfterEach
    void audit() {
        database.assertInvariants();
        assertThat(database.dataSource().getHikariPoolMXBean().getActiveConnections())
                .as("connections that were not given back")
                .isZero();
    }

    @Test
    void a_charge_commits_with_the_order() {
        transaction.executeWithoutResult(status -> {
            placeOrder("order-1", 30);
            joined.charge(chargeOf(ALICE, 30, "order-1"));
            assertThat(available()).as("seen from outside").isEqualTo(100);
        });

        assertThat(database.orders()).isEqualTo(1);
        assertThat(available()).isEqualTo(70);
    }

    @Test
    void an_exception_takes_the_charge_with_the_order() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    placeOrder("order-1", 30);
                    joined.charge(chargeOf(ALICE, 30, "order-1"));
                    throw new IllegalArgumentException("out of stock");
                }))
                .hasMessage("out of stock");

        assertNothingHappened();
    }

    @Test
    void a_transaction_that_is_rollback_only_takes_the_charge_with_the_order() {
        transaction.executeWithoutResult(status -> {
            placeOrder("order-1", 30);
            joined.charge(chargeOf(ALICE, 30, "order-1"));
            status.setRollbackOnly();
        });

        assertNothingHappened();
    }

    @Test
    void a_nested_transaction_that_is_rolled_back_takes_only_its_own_charge() {
        TransactionTemplate nested = new TransactionTemplate(new DataSourceTransactionManager(database.dataSource()));
        nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        transaction.executeWithoutResult(status -> {
            joined.charge(chargeOf(ALICE, 10, "order-1"));
            nested.executeWithoutResult(inner -> {
                joined.charge(chargeOf(ALICE, 30, "order-2"));
                inner.setRollbackOnly();
            });
            assertThat(joined.charge(chargeOf(ALICE, 20, "order-2")).isReplay()).isFalse();
        });

        assertThat(available()).isEqualTo(70);
    }

    @Test
    void a_refused_charge_leaves_it_to_the_host_whether_the_order_stands() {
        transaction.executeWithoutResult(status -> {
            placeOrder("order-1", 30);
            assertThatThrownBy(() -> joined.charge(chargeOf(ALICE, 101, "order-1")))
                    .isInstanceOf(InsufficientCreditsException.class);
        });

        assertThat(database.orders()).isEqualTo(1);
        assertThat(available()).isEqualTo(100);
    }

    @Test
    void outside_of_a_transaction_the_joined_ledger_is_refused_by_name() {
        assertThatThrownBy(() -> joined.charge(chargeOf(ALICE, 30, "order-1")))
                .isInstanceOf(HostTransactionException.class)
                .hasMessageContaining("autocommit is on");

        assertNothingHappened();
    }

    @Test
    void outside_of_a_transaction_a_pool_with_autocommit_off_is_not_taken_for_one() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database.dataSource());
        config.setAutoCommit(false);
        try (HikariDataSource withoutAutoCommit = new HikariDataSource(config)) {
            CreditLedger misled = ledger.joining(new TransactionAwareDataSourceProxy(withoutAutoCommit));

            assertThatThrownBy(() -> misled.charge(chargeOf(ALICE, 30, "order-1")))
                    .isInstanceOf(HostTransactionException.class)
                    .hasMessageContaining("handed out another one");
        }

        assertNothingHappened();
    }

    @Test
    void a_ledger_built_on_the_transaction_aware_data_source_refuses_to_commit_the_host_s_work() {
        JdbcCreditLedger wrong = JdbcCreditLedger.on(transactionAware)
                .policy(POLICY)
                .clock(database.clock)
                .build();

        transaction.executeWithoutResult(status -> {
            placeOrder("order-1", 30);
            assertThatThrownBy(() -> wrong.charge(chargeOf(ALICE, 30, "order-1")))
                    .hasMessageContainingAll("must not commit", "joining(DataSource)");
            assertThatThrownBy(() -> wrong.balance(ALICE)).hasMessageContaining("joining(DataSource)");
            status.setRollbackOnly();
        });

        assertNothingHappened();
    }

    @Test
    void a_ledger_that_does_not_join_keeps_its_charge_when_the_host_rolls_back() {
        transaction.executeWithoutResult(status -> {
            placeOrder("order-1", 30);
            ledger.charge(chargeOf(ALICE, 30, "order-1"));
            status.setRollbackOnly();
        });

        assertThat(database.orders()).isZero();
        assertThat(available()).isEqualTo(70);
    }

    private void placeOrder(String id, long credits) {
        orders.update("insert into host_order values (?, ?)", id, credits);
    }

    private void assertNothingHappened() {
        assertThat(database.orders()).isZero();
        assertThat(ledger.balance(ALICE).available()).isEqualTo(Credits.of(100));
    }

    private long available() {
        return ledger.balance(ALICE).available().value();
    }
}
