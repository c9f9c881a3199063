package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static io.creditledger.jdbc.LedgerDatabase.BOB;
import static io.creditledger.jdbc.LedgerDatabase.POLICY;
import static io.creditledger.jdbc.LedgerDatabase.chargeOf;
import static io.creditledger.jdbc.LedgerDatabase.grantOf;
import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.AccountId;
import io.creditledger.Allocation;
import io.creditledger.ChargeReceipt;
import io.creditledger.Credits;
import io.creditledger.Expiry;
import io.creditledger.Grant;
import io.creditledger.InsufficientCreditsException;
import io.creditledger.RewardReceipt;
import io.creditledger.StartTask;
import io.creditledger.TaskId;
import io.creditledger.TaskStateException;
import io.creditledger.Tier;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts that a ledger remembers, and that another node or the host changes as well. */
@EveryDatabase
class RememberedAccountsTest {
    private static final TaskId TASK = TaskId.of("4711");
    private static final Instant FEBRUARY = Instant.parse("2026-02-01T00:00:00Z");

    private final LedgerDatabase database;
    private final JdbcCreditLedger mine;
    private final JdbcCreditLedger others;

    RememberedAccountsTest(TestDatabase server) {
        database = LedgerDatabase.emptied(server);
        mine = database.ledger();
        others = database.ledger();
    }

    /** Each has a hundred credits. */
    @BeforeEach
    void rememberBoth() {
        for (AccountId account : new AccountId[] {ALICE, BOB}) {
            mine.open(account);
            mine.grant(grantOf(account, 101, "purchase-1"));
            mine.charge(chargeOf(account, 1, "task-0"));
        }
    }

    @AfterEach
    void audit() {
        database.assertInvariants();
    }

    @Test
    void what_another_node_has_charged_since_is_gone() {
        others.charge(chargeOf(ALICE, 60, "task-1"));

        assertThatThrownBy(() -> mine.charge(chargeOf(ALICE, 41, "task-2")))
                .isInstanceOfSatisfying(
                        InsufficientCreditsException.class,
                        refusal -> assertThat(refusal.available()).isEqualTo(Credits.of(40)));
        mine.charge(chargeOf(ALICE, 40, "task-3"));

        assertThat(mine.balance(ALICE)).hasAvailable(0);
    }

    @Test
    void what_another_node_has_granted_since_can_be_spent() {
        others.grant(grantOf(ALICE, 50, "purchase-2"));

        mine.charge(chargeOf(ALICE, 150, "task-1"));

        assertThat(mine.balance(ALICE)).hasAvailable(0);
    }

    @Test
    void what_another_node_has_granted_since_is_spent_first_if_it_expires_first() {
        Grant gift = others.grant(grantOf(ALICE, 50, "gift").expiring(Expiry.at(FEBRUARY)))
                .grant();

        assertThat(mine.charge(chargeOf(ALICE, 50, "task-1")))
                .isNew()
                .isPaidBy(new Allocation(gift.id(), Credits.of(50)));
    }

    @Test
    void what_another_node_has_swept_since_is_gone() {
        mine.grant(grantOf(ALICE, 50, "gift").expiring(Expiry.at(FEBRUARY)));
        mine.charge(chargeOf(ALICE, 10, "task-1"));
        database.clock.set(FEBRUARY);
        assertThat(others.expire().grants()).isEqualTo(1);

        mine.charge(chargeOf(ALICE, 100, "task-2"));

        assertThat(mine.balance(ALICE)).hasAvailable(0);
        assertThat(mine.expire().grants()).isZero();
    }

    @Test
    void what_this_node_has_swept_is_gone_for_both() {
        mine.grant(grantOf(ALICE, 50, "gift").expiring(Expiry.at(FEBRUARY)));
        mine.charge(chargeOf(ALICE, 10, "task-1"));
        database.clock.set(FEBRUARY);
        assertThat(mine.expire().grants()).isEqualTo(1);

        mine.charge(chargeOf(ALICE, 60, "task-2"));
        others.charge(chargeOf(ALICE, 40, "task-3"));

        assertThat(mine.balance(ALICE)).hasAvailable(0);
    }

    @Test
    void a_task_that_another_node_has_started_since_is_completed_here() {
        others.tasks().start(StartTask.of(ALICE, TASK, Tier.STANDARD));

        assertThat(mine.tasks().complete(TASK, Duration.ofSeconds(5))).isNew();
        assertThat(others.tasks().complete(TASK, Duration.ofSeconds(5))).isReplay();

        mine.charge(chargeOf(ALICE, 50, "task-1"));
        assertThat(mine.balance(ALICE)).hasAvailable(0);
    }

    @Test
    void a_task_that_another_node_has_completed_since_is_charged_once() {
        mine.tasks().start(StartTask.of(ALICE, TASK, Tier.STANDARD));
        others.tasks().complete(TASK, Duration.ofSeconds(5));

        assertThat(mine.tasks().complete(TASK, Duration.ofSeconds(5))).isReplay();
        assertThatThrownBy(() -> mine.tasks().fail(TASK)).isInstanceOf(TaskStateException.class);
        mine.charge(chargeOf(ALICE, 50, "task-1"));

        assertThat(mine.balance(ALICE)).hasAvailable(0);
    }

    @Test
    void tasks_of_a_remembered_account_are_charged_what_they_cost_and_the_rest_is_owed() {
        for (int task = 1; task <= 3; task++) {
            mine.tasks().start(StartTask.of(ALICE, TaskId.of("task-" + task), Tier.STANDARD));
            mine.tasks().complete(TaskId.of("task-" + task), Duration.ofSeconds(4));
        }
        assertThat(mine.balance(ALICE)).hasAvailable(0).hasDebt(20);

        mine.grant(grantOf(ALICE, 30, "purchase-2"));
        mine.charge(chargeOf(ALICE, 10, "charge-1"));

        assertThat(mine.balance(ALICE)).hasAvailable(0).hasDebt(0);
    }

    @Test
    void a_host_s_charge_that_is_rolled_back_is_not_remembered() throws SQLException {
        try (Connection host = database.hostTransaction()) {
            mine.joining(host).charge(chargeOf(ALICE, 60, "order-1"));
            host.rollback();
        }

        assertThat(mine.charge(chargeOf(ALICE, 100, "order-1"))).isNew();
        assertThat(mine.balance(ALICE)).hasAvailable(0);
    }

    @Test
    void a_host_s_charge_that_is_committed_is_seen() {
        database.inHostTransaction(host -> mine.joining(host).charge(chargeOf(ALICE, 60, "order-1")));

        assertThatThrownBy(() -> mine.charge(chargeOf(ALICE, 41, "task-1")))
                .isInstanceOf(InsufficientCreditsException.class);
        assertThat(mine.charge(chargeOf(ALICE, 60, "order-1"))).isReplay();
        mine.charge(chargeOf(ALICE, 40, "task-2"));

        assertThat(mine.balance(ALICE)).hasAvailable(0);
    }

    @Test
    void a_reward_is_given_once_whichever_nodes_give_it() {
        assertThat(mine.rewards().dailySignIn(ALICE).isNew()).isTrue();
        assertThat(others.rewards().shareVideo(ALICE, "video-1").isNew()).isTrue();
        becomeCalm(ALICE);

        RewardReceipt again = mine.rewards().shareVideo(ALICE, "video-1");

        assertThat(again.isNew()).isFalse();
        assertThat(again.grant())
                .hasValueSatisfying(grant -> assertThat(grant.amount()).isEqualTo(Credits.of(10)));
        assertThat(mine.rewards().dailySignIn(ALICE).isNew()).isFalse();
        assertThat(others.rewards().dailySignIn(ALICE).isNew()).isFalse();
        assertThat(mine.balance(ALICE)).hasAvailable(120 - KnownGrants.CALM - 1);
    }

    /** An account that others have changed is presumed to be as it is remembered once it was left alone for so long. */
    private void becomeCalm(AccountId account) {
        for (int charge = 0; charge <= KnownGrants.CALM; charge++) {
            mine.charge(chargeOf(account, 1, "calm-" + charge));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void however_few_accounts_are_remembered_each_is_charged_what_it_was_charged(int remembered) {
        JdbcCreditLedger forgetful = JdbcCreditLedger.on(database.dataSource())
                .policy(POLICY)
                .clock(database.clock)
                .remembering(remembered)
                .build();
        for (int round = 1; round <= 5; round++) {
            forgetful.charge(chargeOf(ALICE, 10, "task-" + round));
            forgetful.charge(chargeOf(BOB, 7, "task-" + round));
            forgetful.charge(chargeOf(BOB, 3, "again-" + round));
            others.charge(chargeOf(round % 2 == 0 ? ALICE : BOB, 5, "other-" + round));
            assertThat(forgetful.charge(chargeOf(ALICE, 10, "task-" + round))).isReplay();
        }

        assertThat(forgetful.balance(ALICE)).hasAvailable(40);
        assertThat(forgetful.balance(BOB)).hasAvailable(35);
    }

    @Test
    void an_account_that_is_refused_something_goes_on_as_before() {
        assertThatThrownBy(() -> mine.charge(chargeOf(ALICE, 101, "task-1")))
                .isInstanceOf(InsufficientCreditsException.class);

        ChargeReceipt receipt = mine.charge(chargeOf(ALICE, 100, "task-1"));

        assertThat(receipt).isNew();
        assertThat(mine.balance(ALICE)).hasAvailable(0);
    }

    @Test
    void a_negative_number_of_accounts_cannot_be_remembered() {
        JdbcLedgerBuilder builder = JdbcCreditLedger.on(database.dataSource());

        assertThatThrownBy(() -> builder.remembering(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("at least 0", "-1");
    }
}
