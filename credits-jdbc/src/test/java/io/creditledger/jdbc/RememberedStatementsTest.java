package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static io.creditledger.jdbc.LedgerDatabase.BOB;
import static io.creditledger.jdbc.LedgerDatabase.POLICY;
import static io.creditledger.jdbc.LedgerDatabase.chargeOf;
import static io.creditledger.jdbc.LedgerDatabase.grantOf;
import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.creditledger.AccountId;
import io.creditledger.AccountNotFoundException;
import io.creditledger.BulkResult;
import io.creditledger.Credits;
import io.creditledger.GroupCommit;
import io.creditledger.InsufficientCreditsException;
import io.creditledger.StartTask;
import io.creditledger.TaskId;
import io.creditledger.Tier;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often changes of remembered accounts go to PostgreSQL. */
class RememberedStatementsTest {
    private static final String LOCK = "select";
    private static final String LOCK_AND_LOAD = "select; select";
    private static final String LOAD = "select";
    private static final String WRITE = "with";
    private static final String WRITE_AND_COMMIT = "with; commit";

    private final LedgerDatabase database = LedgerDatabase.emptied(TestDatabase.POSTGRESQL);
    private final StatementLog log = new StatementLog();
    private final JdbcCreditLedger ledger = ledger(10);

    private JdbcCreditLedger ledger(int remembered) {
        return JdbcCreditLedger.on(log.on(database.dataSource()))
                .policy(POLICY)
                .clock(database.clock)
                .remembering(remembered)
                .build();
    }

    /** Each has a hundred credits. */
    @BeforeEach
    void rememberBoth() {
        for (AccountId account : new AccountId[] {ALICE, BOB}) {
            ledger.open(account);
            ledger.grant(grantOf(account, 101, "purchase-1"));
            ledger.charge(chargeOf(account, 1, "task-0"));
        }
        log.forget();
    }

    @AfterEach
    void audit() {
        database.assertInvariants();
    }

    @Test
    void the_second_charge_is_one_statement_which_is_a_transaction_by_itself() {
        ledger.charge(chargeOf(ALICE, 30, "task-1"));
        ledger.charge(chargeOf(ALICE, 30, "task-2"));

        assertThat(log.roundTrips()).containsExactly(WRITE, WRITE);
    }

    @Test
    void an_account_that_is_gone_is_presumed_once_more_and_then_looked_for() {
        TestDatabase.execute(
                database.dataSource(),
                "delete from credit_entry where account_id = 'alice'",
                "delete from credit_grant where account_id = 'alice'",
                "delete from credit_account where account_id = 'alice'");
        for (int call = 1; call <= 2; call++) {
            log.forget();
            assertThatThrownBy(() -> ledger.charge(chargeOf(ALICE, 10, "task-1")))
                    .isInstanceOf(AccountNotFoundException.class);
        }

        assertThat(log.roundTrips()).containsExactly(LOCK_AND_LOAD, "commit");
    }

    @Test
    void where_a_pool_switches_autocommit_off_it_is_never_switched_on() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(log.on(database.dataSource()));
        config.setAutoCommit(false);
        try (HikariDataSource pool = new HikariDataSource(config);
                JdbcCreditLedger other = JdbcCreditLedger.on(pool)
                        .autoCommitIsOff()
                        .policy(POLICY)
                        .clock(database.clock)
                        .build()) {
            other.charge(chargeOf(ALICE, 10, "task-1"));
            log.forget();
            other.charge(chargeOf(ALICE, 10, "task-2"));
        }

        assertThat(log.roundTrips()).containsExactly(WRITE_AND_COMMIT);
        assertThat(ledger.balance(ALICE)).hasAvailable(80);
    }

    @Test
    void it_locks_the_account_unless_somebody_else_has_and_proves_its_whole_row() {
        ledger.charge(chargeOf(ALICE, 30, "task-1"));

        assertThat(log.statements())
                .singleElement()
                .asString()
                .contains(
                        "for no key update skip locked",
                        "balance = ?",
                        "held = ?",
                        "debt = ?",
                        "last_seq = ?",
                        "last_at = ?");
    }

    @Test
    void a_grant_and_a_reward_are_one_statement_too() {
        ledger.grant(grantOf(ALICE, 30, "purchase-2"));
        ledger.rewards().dailySignIn(ALICE);
        ledger.charge(chargeOf(ALICE, 140, "task-1"));

        assertThat(log.roundTrips()).containsExactly(WRITE, WRITE, WRITE);
    }

    @Test
    void a_batch_on_remembered_accounts_is_one_statement() {
        BulkResult result = ledger.chargeAll(
                List.of(chargeOf(ALICE, 10, "task-1"), chargeOf(BOB, 10, "task-1"), chargeOf(ALICE, 10, "task-2")),
                outcome -> {});

        assertThat(result.done()).isEqualTo(3);
        assertThat(log.roundTrips()).containsExactly(WRITE);
    }

    @Test
    void a_group_on_remembered_accounts_is_one_statement() {
        try (JdbcCreditLedger grouped = JdbcCreditLedger.on(log.on(database.dataSource()))
                .policy(POLICY)
                .clock(database.clock)
                .grouped(GroupCommit.DEFAULTS.committers(1))
                .build()) {
            log.forget();
            grouped.charge(chargeOf(ALICE, 10, "task-1"));
            assertThat(log.roundTrips()).containsExactly(LOCK_AND_LOAD, WRITE_AND_COMMIT);

            grouped.charge(chargeOf(ALICE, 10, "task-2"));
            assertThat(log.roundTrips()).containsExactly(WRITE);
        }
    }

    @Test
    void a_batch_with_an_account_that_is_not_remembered_locks_all_and_reads_what_it_lacks() {
        ledger.open(AccountId.of("carol"));
        ledger.grant(grantOf(AccountId.of("carol"), 100, "purchase-1"));
        log.forget();

        ledger.chargeAll(
                List.of(chargeOf(ALICE, 10, "task-1"), chargeOf(AccountId.of("carol"), 10, "task-1")), outcome -> {});

        assertThat(log.roundTrips()).containsExactly(LOCK_AND_LOAD, WRITE_AND_COMMIT);
    }

    @Test
    void a_ledger_that_is_to_remember_nothing_locks_and_loads_each_time() {
        JdbcCreditLedger forgetful = ledger(0);
        log.forget();

        forgetful.charge(chargeOf(ALICE, 10, "task-1"));
        forgetful.charge(chargeOf(ALICE, 10, "task-2"));

        assertThat(log.roundTrips()).containsExactly(LOCK_AND_LOAD, WRITE_AND_COMMIT, LOCK_AND_LOAD, WRITE_AND_COMMIT);
    }

    @Test
    void of_more_accounts_than_are_remembered_the_one_changed_longest_ago_is_forgotten() {
        JdbcCreditLedger forgetful = ledger(1);
        forgetful.charge(chargeOf(ALICE, 10, "task-1"));
        forgetful.charge(chargeOf(BOB, 10, "task-1"));
        log.forget();

        forgetful.charge(chargeOf(BOB, 10, "task-2"));
        forgetful.charge(chargeOf(ALICE, 10, "task-2"));

        assertThat(log.roundTrips()).containsExactly(WRITE, LOCK_AND_LOAD, WRITE_AND_COMMIT);
    }

    @Test
    void after_another_node_s_change_one_statement_is_in_vain_and_then_the_account_is_locked_until_it_is_calm() {
        database.ledger().charge(chargeOf(ALICE, 30, "elsewhere"));

        ledger.charge(chargeOf(ALICE, 1, "task-1"));
        assertThat(log.roundTrips()).containsExactly(WRITE, LOCK_AND_LOAD, WRITE_AND_COMMIT);

        for (int charge = 1; charge <= KnownGrants.CALM; charge++) {
            ledger.charge(chargeOf(ALICE, 1, "calm-" + charge));
            assertThat(log.roundTrips()).containsExactly(LOCK_AND_LOAD, WRITE_AND_COMMIT);
        }
        ledger.charge(chargeOf(ALICE, 1, "task-2"));
        assertThat(log.roundTrips()).containsExactly(WRITE);
    }

    @Test
    void after_another_node_s_change_only_the_first_of_some_grants_is_tried_in_vain() {
        database.ledger().charge(chargeOf(ALICE, 30, "elsewhere"));

        ledger.grant(grantOf(ALICE, 10, "purchase-2"));
        assertThat(log.roundTrips()).containsExactly(WRITE, LOCK_AND_LOAD, WRITE_AND_COMMIT);
        ledger.grant(grantOf(ALICE, 10, "purchase-3"));
        assertThat(log.roundTrips()).containsExactly(LOCK_AND_LOAD, WRITE_AND_COMMIT);

        ledger.charge(chargeOf(ALICE, 90, "task-1"));
        assertThat(ledger.balance(ALICE)).hasAvailable(0);
    }

    @Test
    void repetitions_of_remembered_keys_cost_no_statement_in_vain() {
        ledger.charge(chargeOf(ALICE, 1, "task-1"));
        ledger.charge(chargeOf(ALICE, 2, "task-2"));
        ledger.charge(chargeOf(ALICE, 3, "task-3"));
        log.forget();

        assertThat(ledger.charge(chargeOf(ALICE, 3, "task-3"))).isReplay();
        assertThat(log.roundTrips()).containsExactly(LOCK_AND_LOAD, LOAD, "commit");
        assertThat(ledger.charge(chargeOf(ALICE, 1, "task-1"))).isReplay();
        assertThat(log.roundTrips()).containsExactly(LOCK_AND_LOAD, LOAD, "commit");
        ledger.charge(chargeOf(ALICE, 4, "task-4"));
        assertThat(log.roundTrips()).containsExactly(WRITE);
    }

    @Test
    void a_repetition_of_a_forgotten_key_costs_one_statement_in_vain() {
        for (int charge = 1; charge <= KnownGrants.MOST_KEYS; charge++) {
            ledger.charge(chargeOf(ALICE, 1, "task-" + charge));
        }
        log.forget();

        assertThat(ledger.charge(chargeOf(ALICE, 1, "task-0"))).isReplay();

        assertThat(log.roundTrips()).containsExactly(WRITE, LOCK_AND_LOAD, LOAD, "commit");
    }

    @Test
    void a_key_that_was_repeated_is_remembered() {
        assertThat(ledger.grant(grantOf(ALICE, 101, "purchase-1"))).isReplay();
        assertThat(log.roundTrips()).containsExactly(WRITE, LOCK_AND_LOAD, LOAD, "commit");
        for (int charge = 0; charge <= KnownGrants.CALM; charge++) {
            ledger.charge(chargeOf(ALICE, 1, "calm-" + charge));
        }
        log.forget();

        assertThat(ledger.grant(grantOf(ALICE, 101, "purchase-1"))).isReplay();

        assertThat(log.roundTrips()).containsExactly(LOCK_AND_LOAD, LOAD, "commit");
    }

    @Test
    void a_refused_charge_is_looked_at_under_the_lock_and_costs_no_statement_in_vain() {
        assertThatThrownBy(() -> ledger.charge(chargeOf(ALICE, 101, "task-1")))
                .isInstanceOfSatisfying(
                        InsufficientCreditsException.class,
                        refusal -> assertThat(refusal.available()).isEqualTo(Credits.of(100)));
        assertThat(log.roundTrips()).containsExactly(LOCK_AND_LOAD, "commit");

        ledger.charge(chargeOf(ALICE, 100, "task-1"));
        assertThat(log.roundTrips()).containsExactly(WRITE);
    }

    @Test
    void the_start_of_a_task_leaves_the_account_remembered() {
        ledger.tasks().start(StartTask.of(ALICE, TaskId.of("4711"), Tier.STANDARD));
        log.forget();

        ledger.charge(chargeOf(ALICE, 10, "task-1"));

        assertThat(log.roundTrips()).containsExactly(WRITE);
    }

    @Test
    void a_completion_locks_the_account_and_reads_its_task_and_leaves_the_account_remembered() {
        ledger.tasks().start(StartTask.of(ALICE, TaskId.of("4711"), Tier.STANDARD));
        log.forget();
        ledger.tasks().complete(TaskId.of("4711"), Duration.ofSeconds(5));
        assertThat(log.roundTrips()).containsExactly(LOAD, LOCK_AND_LOAD, WRITE_AND_COMMIT);

        ledger.charge(chargeOf(ALICE, 10, "task-1"));

        assertThat(log.roundTrips()).containsExactly(WRITE);
        assertThat(ledger.balance(ALICE)).hasAvailable(40);
    }

    @Test
    void a_sweep_that_finds_nothing_due_leaves_the_accounts_remembered() {
        ledger.expire();
        log.forget();

        ledger.charge(chargeOf(ALICE, 10, "task-1"));

        assertThat(log.roundTrips()).containsExactly(WRITE).doesNotContain(LOCK);
    }
}
