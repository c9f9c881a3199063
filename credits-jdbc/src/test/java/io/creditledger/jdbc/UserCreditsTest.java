package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static io.creditledger.jdbc.LedgerDatabase.BOB;
import static io.creditledger.jdbc.LedgerDatabase.POLICY;
import static io.creditledger.jdbc.LedgerDatabase.chargeOf;
import static io.creditledger.jdbc.LedgerDatabase.grantOf;
import static io.creditledger.jdbc.schema.Tables.CREDIT_ENTRY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.AccountId;
import io.creditledger.CreditPolicy;
import io.creditledger.Expiry;
import io.creditledger.IdempotencyConflictException;
import io.creditledger.InsufficientCreditsException;
import io.creditledger.RunId;
import io.creditledger.Shortfall;
import io.creditledger.StartTask;
import io.creditledger.TaskId;
import io.creditledger.TaskStatus;
import io.creditledger.Tier;
import io.creditledger.engine.HistoricAccount;
import io.creditledger.spi.AccountChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What each change of the ledger makes of the host's column. */
@EveryDatabase
class UserCreditsTest {
    private static final TaskId TASK = TaskId.of("4711");
    private static final Instant FEBRUARY = Instant.parse("2026-02-01T00:00:00Z");

    private final LedgerDatabase database;
    private final HostUsers users;
    private final JdbcCreditLedger ledger;

    UserCreditsTest(TestDatabase server) {
        database = LedgerDatabase.emptied(server);
        users = new HostUsers(database).table("varchar(64)", "int").with("alice", "bob");
        ledger = users.ledger();
    }

    @AfterEach
    void audit() {
        users.close();
        database.assertInvariants();
    }

    @Test
    void opening_an_account_sets_the_user_to_the_sign_up_credits() {
        users.ledger(CreditPolicy.defaults()).open(ALICE);
        ledger.open(BOB);

        assertColumn(ALICE, 100);
        assertColumn(BOB, 0);
    }

    @Test
    void grants_and_charges_are_followed_and_other_users_are_left_alone() {
        openWith(ALICE, 100);
        assertColumn(ALICE, 100);

        ledger.charge(chargeOf(ALICE, 30, "task-1"));
        assertColumn(ALICE, 70);

        ledger.charge(chargeOf(ALICE, 0, "task-2"));
        assertColumn(ALICE, 70);
        assertThat(users.credits("bob")).isEqualTo(10);
    }

    @Test
    void a_charge_over_several_grants_is_followed() {
        openWith(ALICE, 10);
        for (int purchase = 2; purchase <= 20; purchase++) {
            ledger.grant(grantOf(ALICE, 10, "purchase-" + purchase));
        }

        ledger.charge(chargeOf(ALICE, 185, "task-1"));

        assertColumn(ALICE, 15);
    }

    @Test
    void a_grant_of_the_future_comes_in_with_the_first_change_after_it_is_effective() {
        openWith(ALICE, 100);
        ledger.grant(grantOf(ALICE, 50, "gift").effectiveFrom(FEBRUARY));
        assertColumn(ALICE, 100);

        database.clock.set("2026-02-01T00:00:00Z");
        ledger.charge(chargeOf(ALICE, 1, "task-1"));

        assertColumn(ALICE, 149);
    }

    @Test
    void expired_credits_leave_with_the_sweep_for_every_account_that_it_records() {
        for (AccountId account : new AccountId[] {ALICE, BOB}) {
            openWith(account, 100);
            ledger.grant(grantOf(account, 50, "gift").expiring(Expiry.at(FEBRUARY)));
        }
        database.clock.set("2026-02-01T00:00:00Z");
        assertThat(users.credits("alice")).isEqualTo(150);

        assertThat(ledger.expire().grants()).isEqualTo(2);

        assertColumn(ALICE, 100);
        assertColumn(BOB, 100);
    }

    @Test
    void expired_credits_leave_with_a_change_that_comes_before_the_sweep() {
        openWith(ALICE, 100);
        ledger.grant(grantOf(ALICE, 50, "gift").expiring(Expiry.at(FEBRUARY)));
        database.clock.set("2026-02-01T00:00:00Z");

        ledger.tasks().start(StartTask.of(ALICE, TASK, Tier.STANDARD));

        assertColumn(ALICE, 100);
    }

    @Test
    void a_grant_that_has_expired_already_adds_nothing() {
        openWith(ALICE, 100);

        ledger.grant(grantOf(ALICE, 50, "late")
                .effectiveFrom(Instant.parse("2025-01-01T00:00:00Z"))
                .expiring(Expiry.at(Instant.parse("2025-07-01T00:00:00Z"))));

        assertColumn(ALICE, 100);
    }

    @Test
    void a_completed_task_is_followed_with_its_charge() {
        openWith(ALICE, 100);
        ledger.tasks().start(StartTask.of(ALICE, TASK, Tier.STANDARD));
        assertColumn(ALICE, 100);

        ledger.tasks().complete(TASK, Duration.ofSeconds(5));

        assertColumn(ALICE, 50);
    }

    @Test
    void a_task_that_failed_takes_nothing() {
        openWith(ALICE, 100);
        ledger.tasks().start(StartTask.of(ALICE, TASK, Tier.STANDARD));

        assertThat(ledger.tasks().fail(TASK).task().status()).isEqualTo(TaskStatus.FAILED);

        assertColumn(ALICE, 100);
    }

    @Test
    void a_settled_task_is_followed_when_it_is_charged() {
        JdbcCreditLedger strict = users.ledger(
                CreditPolicy.builder().taskShortfall(Shortfall.REJECT).build());
        strict.open(ALICE);
        strict.tasks().start(StartTask.of(ALICE, TASK, Tier.STANDARD));
        strict.tasks().complete(TASK, Duration.ofSeconds(15));
        assertColumn(ALICE, 100);

        strict.grant(grantOf(ALICE, 60, "purchase-1"));
        strict.tasks().settle(TASK);

        assertColumn(ALICE, 10);
    }

    @Test
    void while_debt_is_owed_the_column_says_nothing_is_left() {
        openWith(ALICE, 20);
        ledger.tasks().start(StartTask.of(ALICE, TASK, Tier.STANDARD));

        ledger.tasks().complete(TASK, Duration.ofSeconds(5));
        assertColumn(ALICE, 0);
        ledger.grant(grantOf(ALICE, 25, "purchase-2"));
        assertColumn(ALICE, 0);
        ledger.grant(grantOf(ALICE, 25, "purchase-3"));

        assertColumn(ALICE, 20);
    }

    @Test
    void rewards_are_followed() {
        ledger.open(ALICE);

        ledger.rewards().dailySignIn(ALICE);
        ledger.rewards().shareVideo(ALICE, "video-1");
        ledger.rewards().invite(ALICE, BOB);

        assertColumn(ALICE, 120);
    }

    @Test
    void refusals_leave_the_column_as_it_was() {
        openWith(ALICE, 100);

        assertThatThrownBy(() -> ledger.charge(chargeOf(ALICE, 101, "task-1")))
                .isInstanceOf(InsufficientCreditsException.class);
        assertThatThrownBy(() -> ledger.charge(chargeOf(ALICE, 1, "purchase-1")))
                .isInstanceOf(IdempotencyConflictException.class);

        assertColumn(ALICE, 100);
    }

    @Test
    void a_replay_writes_nothing_and_the_next_change_overwrites_what_others_wrote() {
        openWith(ALICE, 100);
        ledger.charge(chargeOf(ALICE, 30, "task-1"));
        TestDatabase.execute(database.dataSource(), "update users set credits = 7 where id = 'alice'");

        assertThat(ledger.charge(chargeOf(ALICE, 30, "task-1")).isReplay()).isTrue();
        assertThat(users.credits("alice")).isEqualTo(7);
        ledger.charge(chargeOf(ALICE, 1, "task-2"));

        assertColumn(ALICE, 69);
    }

    @Test
    void an_account_without_a_user_is_changed_like_any_other() {
        AccountId team = AccountId.of("team-7");
        openWith(team, 100);

        ledger.charge(chargeOf(team, 30, "task-1"));

        assertThat(available(team)).isEqualTo(70);
        assertThat(users.all()).containsOnly(Map.entry("alice", 10L), Map.entry("bob", 10L));
    }

    @Test
    void only_the_very_same_text_is_the_same_user() {
        for (String other : new String[] {"Alice", "ALICE", "älice", "alice\u00a0", "ali😀ce"}) {
            openWith(AccountId.of(other), 100);
        }

        assertThat(users.credits("alice")).isEqualTo(10);
    }

    @Test
    void a_user_is_found_by_any_text() {
        users.with("Jürgen Ö.");
        AccountId account = AccountId.of("Jürgen Ö.");

        openWith(account, 100);

        assertThat(users.credits("Jürgen Ö.")).isEqualTo(100);
    }

    @Test
    void work_on_whole_histories_is_followed() {
        openWith(ALICE, 100);
        database.clock.advance(Duration.ofDays(1));

        HistoricAccount bob = new HistoricAccount(BOB, POLICY, database.clock.instant(), RunId.of("run-1"));
        bob.open(FEBRUARY.minus(Duration.ofDays(60)));
        bob.receive(grantOf(BOB, 100, "credit-1"), FEBRUARY.minus(Duration.ofDays(50)));
        List<AccountChange> first = List.of(bob.drain());
        bob.spend(chargeOf(BOB, 40, "credit-2"), FEBRUARY.minus(Duration.ofDays(40)));
        AccountChange second = bob.drain();
        long lines = ledger.transact((sql, transaction) -> {
            transaction.createIfAbsent(new TreeSet<>(Set.of(BOB)));
            transaction.lock(new TreeSet<>(Set.of(BOB)));
            transaction.write(first);
            transaction.write(List.of(second));
            return sql.fetchCount(CREDIT_ENTRY, CREDIT_ENTRY.ACCOUNT_ID.eq("bob"));
        });

        assertThat(lines).isEqualTo(3);
        assertColumn(BOB, 60);
        assertColumn(ALICE, 100);
    }

    @Test
    void a_ledger_that_was_not_asked_leaves_the_column_alone() {
        JdbcCreditLedger plain = database.ledger();

        plain.open(ALICE);
        plain.grant(grantOf(ALICE, 100, "purchase-1"));

        assertThat(users.credits("alice")).isEqualTo(10);
    }

    private void openWith(AccountId account, long credits) {
        ledger.open(account);
        ledger.grant(grantOf(account, credits, "purchase-1"));
    }

    private void assertColumn(AccountId account, long credits) {
        assertThat(users.credits(account.value())).isEqualTo(credits).isEqualTo(available(account));
    }

    private long available(AccountId account) {
        return ledger.balance(account).available().value();
    }
}
