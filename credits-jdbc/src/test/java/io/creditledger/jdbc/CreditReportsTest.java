package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static io.creditledger.jdbc.LedgerDatabase.BOB;
import static io.creditledger.jdbc.LedgerDatabase.chargeOf;
import static io.creditledger.jdbc.LedgerDatabase.grantOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.creditledger.AccountId;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.EntryType;
import io.creditledger.Expiry;
import io.creditledger.Grant;
import io.creditledger.LedgerUnavailableException;
import io.creditledger.Shortfall;
import io.creditledger.StartTask;
import io.creditledger.TaskId;
import io.creditledger.Tier;
import io.creditledger.testkit.SettableClock;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What support is told of a ledger. Its past lies around the database's own now, which the views go by. */
@EveryDatabase
class CreditReportsTest {
    private static final AccountId CAROL = AccountId.of("carol");
    private static final AccountId DAVE = AccountId.of("dave");

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private final LedgerDatabase database;
    private final CreditReports reports;
    private final SettableClock clock = SettableClock.at(now);
    private Grant alicesFirst;
    private Grant alicesSecond;
    private Grant bobs;

    CreditReportsTest(TestDatabase server) {
        database = LedgerDatabase.emptied(server);
        reports = CreditReports.on(database.dataSource());
    }

    /**
     * Alice lost a part of what expired and Bob all of it; Carol's never expires and she owes; what Dave had has expired
     * since the last sweep.
     */
    @BeforeEach
    void live_a_while() {
        JdbcCreditLedger ledger = ledgerWith(Shortfall.OWE);
        List.of(ALICE, BOB, CAROL, DAVE).forEach(account -> openLongAgo(ledger, account));
        daysAgo(250);
        bobs = ledger.grant(grantOf(BOB, 40, "order-1")).grant();
        ledger.grant(grantOf(CAROL, 70, "order-1").expiring(Expiry.never()));
        daysAgo(200);
        alicesFirst = ledger.grant(grantOf(ALICE, 100, "order-1")).grant();
        daysAgo(180);
        ledger.charge(chargeOf(ALICE, 80, "task-1"));
        complete(ledger, CAROL, "task-2", 9);
        daysAgo(30);
        alicesSecond = ledger.grant(grantOf(ALICE, 50, "order-2")).grant();
        daysAgo(1);
        ledger.expire();
        daysAgo(200);
        ledger.grant(grantOf(DAVE, 30, "order-1"));
        clock.set(now);
    }

    private JdbcCreditLedger ledgerWith(Shortfall shortfall) {
        CreditPolicy policy = CreditPolicy.builder()
                .signUpCredits(Credits.ZERO)
                .taskShortfall(shortfall)
                .build();
        return JdbcCreditLedger.on(database.dataSource())
                .policy(policy)
                .clock(clock)
                .build();
    }

    private void openLongAgo(JdbcCreditLedger ledger, AccountId account) {
        daysAgo(300);
        ledger.open(account);
    }

    private void daysAgo(int days) {
        clock.set(now.minus(Duration.ofDays(days)));
    }

    private static void complete(JdbcCreditLedger ledger, AccountId account, String task, int seconds) {
        ledger.tasks().start(StartTask.of(account, TaskId.of(task), Tier.STANDARD));
        ledger.tasks().complete(TaskId.of(task), Duration.ofSeconds(seconds));
    }

    @Test
    void what_expired_is_counted_with_what_no_sweep_has_recorded_yet() {
        assertThat(reports.expired())
                .isEqualTo(new ExpiredSummary(3, Credits.of(170), Credits.of(60), 3, 2, 1, Credits.of(30)));
    }

    @Test
    void expiry_dates_go_from_the_first_grant_s_to_the_last_one_s() {
        assertThat(reports.expiryDates()).isEqualTo(new ExpiryRange(expiryOf(bobs), expiryOf(alicesSecond), 4, 1));
    }

    @Test
    void balances_are_explained() {
        assertThat(reports.balances(10))
                .containsExactly(
                        check(ALICE, 50, 0, 50, 100, 80, 20, 0),
                        check(BOB, 0, 0, 0, 40, 0, 40, 0),
                        check(CAROL, 0, 20, 70, 0, 90, 0, 0),
                        check(DAVE, 30, 0, 0, 30, 0, 0, 0))
                .allSatisfy(CreditReportsTest::assertExplained);
    }

    @Test
    void what_the_journal_does_not_explain_comes_first() {
        TestDatabase.execute(
                database.dataSource(), "update credit_account set balance = balance + 7 where account_id = 'bob'");

        assertThat(reports.balances(1)).containsExactly(check(BOB, 7, 0, 0, 40, 0, 40, 7));
    }

    @Test
    void one_balance_is_explained_if_there_is_one() {
        assertThat(reports.balance(ALICE)).contains(check(ALICE, 50, 0, 50, 100, 80, 20, 0));
        assertThat(reports.balance(AccountId.of("Alice"))).isEmpty();
    }

    @Test
    void who_lost_most_comes_first() {
        assertThat(reports.affectedByExpiry(10))
                .containsExactly(
                        new AffectedAccount(BOB, 0, Credits.of(40), expiryOf(bobs)),
                        new AffectedAccount(ALICE, 50, Credits.of(20), expiryOf(alicesFirst)));
        assertThat(reports.affectedByExpiry(1))
                .extracting(AffectedAccount::account)
                .containsExactly(BOB);
    }

    @Test
    void what_will_expire_is_found_within_the_days_that_are_left() {
        ExpiringGrant expected =
                new ExpiringGrant(ALICE, alicesSecond.id(), "purchase", Credits.of(50), expiryOf(alicesSecond));
        int days = (int) Duration.between(now, expiryOf(alicesSecond)).toDays();

        assertThat(reports.expiringWithin(days + 1, 10)).containsExactly(expected);
        assertThat(reports.expiringWithin(days - 1, 10)).isEmpty();
    }

    @Test
    void uncharged_tasks_come_with_the_newest_completion_first() {
        JdbcCreditLedger rejecting = ledgerWith(Shortfall.REJECT);
        clock.set(now.minus(Duration.ofHours(3)));
        complete(rejecting, ALICE, "task-3", 10);
        clock.set(now.minus(Duration.ofHours(2)));
        complete(rejecting, BOB, "task-4", 20);

        UnchargedTask newest =
                new UnchargedTask(TaskId.of("task-4"), BOB, now.minus(Duration.ofHours(2)), Credits.of(200));
        assertThat(reports.unchargedTasks(1)).containsExactly(newest);
        assertThat(reports.unchargedTasks(10))
                .containsExactly(
                        newest,
                        new UnchargedTask(TaskId.of("task-3"), ALICE, now.minus(Duration.ofHours(3)), Credits.of(100)));
    }

    @Test
    void what_was_recorded_is_told_day_by_day() {
        assertThat(reports.dailyTotals(day(180)))
                .containsExactly(
                        new DailyTotal(day(1), EntryType.EXPIRE, 2, 2, -60),
                        new DailyTotal(day(30), EntryType.GRANT, 1, 1, 50),
                        new DailyTotal(day(180), EntryType.CHARGE, 2, 2, -150),
                        new DailyTotal(day(180), EntryType.OWE, 1, 1, -20));
    }

    @Test
    void a_day_is_one_of_utc_wherever_the_ledger_runs() {
        LedgerDatabase.emptied(database.server());
        Instant begin = now.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(2));
        JdbcCreditLedger ledger = ledgerWith(Shortfall.OWE);
        clock.set(begin);
        ledger.open(ALICE);
        ledger.grant(grantOf(ALICE, 10, "order-1"));
        clock.set(begin.plus(Duration.ofDays(1)).minus(1, ChronoUnit.MICROS));
        ledger.grant(grantOf(ALICE, 10, "order-2"));
        clock.set(begin.plus(Duration.ofDays(1)));
        ledger.grant(grantOf(ALICE, 10, "order-3"));

        assertThat(reports.dailyTotals(LocalDate.EPOCH))
                .filteredOn(total -> total.type() == EntryType.GRANT)
                .extracting(DailyTotal::recordedOn, DailyTotal::entries)
                .containsExactly(
                        tuple(LocalDate.ofInstant(begin, ZoneOffset.UTC).plusDays(1), 1L),
                        tuple(LocalDate.ofInstant(begin, ZoneOffset.UTC), 2L));
    }

    @Test
    void an_empty_ledger_has_answers_too() {
        LedgerDatabase.emptied(database.server());

        assertThat(reports.expired())
                .isEqualTo(new ExpiredSummary(0, Credits.ZERO, Credits.ZERO, 0, 0, 0, Credits.ZERO));
        assertThat(reports.expiryDates()).isEqualTo(new ExpiryRange(null, null, 0, 0));
        assertThat(reports.balances(10)).isEmpty();
        assertThat(reports.affectedByExpiry(10)).isEmpty();
    }

    @Test
    void limits_and_days_out_of_bounds_are_refused() {
        assertThatThrownBy(() -> reports.balances(0)).hasMessage("limit must be from 1 to 10000, but was 0");
        assertThatThrownBy(() -> reports.unchargedTasks(10_001)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> reports.affectedByExpiry(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> reports.expiringWithin(0, 1)).hasMessage("days must be 1 or more, but were 0");
        assertThatThrownBy(() -> reports.expiringWithin(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_database_without_a_ledger_is_an_error_of_the_ledger() {
        try (var empty = database.server().newDatabase()) {
            assertThatThrownBy(() -> CreditReports.on(empty).expired())
                    .isInstanceOf(LedgerUnavailableException.class)
                    .hasRootCauseInstanceOf(SQLException.class);
        }
    }

    private static void assertExplained(BalanceCheck check) {
        assertThat(check.active().value()
                        + check.past().value()
                        - check.spent().value()
                        - check.expired().value()
                        + check.debt().value()
                        + check.difference())
                .isEqualTo(check.balance());
    }

    private static BalanceCheck check(
            AccountId account, long balance, long debt, long active, long past, long spent, long expired, long rest) {
        return new BalanceCheck(
                account,
                balance,
                Credits.of(debt),
                Credits.of(active),
                Credits.of(past),
                Credits.of(spent),
                Credits.of(expired),
                rest);
    }

    private static Instant expiryOf(Grant grant) {
        return grant.expiry().instant().orElseThrow();
    }

    private LocalDate day(int daysAgo) {
        return LocalDate.ofInstant(now.minus(Duration.ofDays(daysAgo)), ZoneOffset.UTC);
    }
}
