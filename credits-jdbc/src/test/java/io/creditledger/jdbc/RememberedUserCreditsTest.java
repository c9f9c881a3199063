package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static io.creditledger.jdbc.LedgerDatabase.BOB;
import static io.creditledger.jdbc.LedgerDatabase.chargeOf;
import static io.creditledger.jdbc.LedgerDatabase.grantOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.AccountId;
import io.creditledger.Expiry;
import io.creditledger.GrantReceipt;
import io.creditledger.IdempotencyConflictException;
import io.creditledger.InsufficientCreditsException;
import io.creditledger.StartTask;
import io.creditledger.TaskId;
import io.creditledger.Tier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The host's column follows changes of accounts that are remembered by two nodes. */
@EveryDatabase
class RememberedUserCreditsTest {
    private static final Instant FEBRUARY = Instant.parse("2026-02-01T00:00:00Z");

    private final LedgerDatabase database;
    private final HostUsers users;
    private final JdbcCreditLedger mine;
    private final JdbcCreditLedger others;

    RememberedUserCreditsTest(TestDatabase server) {
        database = LedgerDatabase.emptied(server);
        users = new HostUsers(database).table("varchar(64)", "int").with("alice", "bob");
        mine = users.ledger();
        others = users.ledger();
    }

    /** Each has a hundred credits. */
    @BeforeEach
    void rememberBoth() {
        for (AccountId account : List.of(ALICE, BOB)) {
            mine.open(account);
            mine.grant(grantOf(account, 101, "purchase-1"));
            mine.charge(chargeOf(account, 1, "task-0"));
        }
    }

    @AfterEach
    void audit() {
        users.close();
        database.assertInvariants();
    }

    @Test
    void it_says_what_is_available_whichever_node_changes_it() {
        mine.charge(chargeOf(ALICE, 10, "task-1"));
        assertColumn(ALICE, 90);
        others.charge(chargeOf(ALICE, 10, "task-2"));
        assertColumn(ALICE, 80);
        mine.charge(chargeOf(ALICE, 10, "task-3"));
        assertColumn(ALICE, 70);
        mine.charge(chargeOf(ALICE, 10, "task-2"));
        assertColumn(ALICE, 70);
        assertThatThrownBy(() -> mine.charge(chargeOf(ALICE, 71, "task-4")))
                .isInstanceOf(InsufficientCreditsException.class);
        assertColumn(ALICE, 70);
        mine.rewards().dailySignIn(ALICE);
        assertColumn(ALICE, 80);
        mine.tasks().start(StartTask.of(ALICE, TaskId.of("4711"), Tier.STANDARD));
        mine.tasks().complete(TaskId.of("4711"), Duration.ofSeconds(5));
        assertColumn(ALICE, 30);
        assertColumn(BOB, 100);
    }

    @Test
    void remembered_grants_come_in_and_leave_with_the_first_change_after_that() {
        mine.grant(grantOf(ALICE, 50, "gift").expiring(Expiry.at(FEBRUARY)));
        mine.grant(grantOf(ALICE, 20, "later").effectiveFrom(FEBRUARY));
        mine.charge(chargeOf(ALICE, 10, "task-1"));
        assertColumn(ALICE, 140);

        database.clock.set(FEBRUARY);
        mine.charge(chargeOf(ALICE, 1, "task-2"));

        assertColumn(ALICE, 119);
    }

    @Test
    void what_was_given_before_is_told_again_although_the_column_could_not_hold_it_once_more() {
        mine.grant(grantOf(ALICE, Integer.MAX_VALUE - 200, "gift"));
        forgetKeysOf(ALICE);

        GrantReceipt repeated = mine.grant(grantOf(ALICE, Integer.MAX_VALUE - 200, "gift"));

        assertThat(repeated.isReplay()).isTrue();
        assertThatThrownBy(() -> mine.grant(grantOf(ALICE, 7, "gift")))
                .isInstanceOf(IdempotencyConflictException.class);
        assertColumn(ALICE, Integer.MAX_VALUE - 100 - KnownGrants.MOST_KEYS - 1);
    }

    private void forgetKeysOf(AccountId account) {
        for (int key = 0; key <= KnownGrants.MOST_KEYS; key++) {
            mine.charge(chargeOf(account, 1, "forget-" + key));
        }
    }

    @Test
    void a_batch_is_followed_for_each_of_its_users() {
        others.charge(chargeOf(BOB, 5, "task-1"));

        mine.chargeAll(
                List.of(
                        chargeOf(ALICE, 10, "task-1"),
                        chargeOf(BOB, 5, "task-1"),
                        chargeOf(BOB, 20, "task-2"),
                        chargeOf(ALICE, 1, "task-0")),
                outcome -> {});

        assertColumn(ALICE, 90);
        assertColumn(BOB, 75);
    }

    private void assertColumn(AccountId account, long credits) {
        assertThat(users.credits(account.value()))
                .isEqualTo(credits)
                .isEqualTo(mine.balance(account).available().value());
    }
}
