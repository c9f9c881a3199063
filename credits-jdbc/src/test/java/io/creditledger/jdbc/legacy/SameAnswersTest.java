package io.creditledger.jdbc.legacy;

import static io.creditledger.jdbc.legacy.SellingHost.daysAgo;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.ChargeCredits;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.GrantCredits;
import io.creditledger.IdempotencyKey;
import io.creditledger.Shortfall;
import io.creditledger.StartTask;
import io.creditledger.TaskId;
import io.creditledger.Tier;
import io.creditledger.jdbc.BalanceCheck;
import io.creditledger.jdbc.CreditReports;
import io.creditledger.jdbc.EveryDatabase;
import io.creditledger.jdbc.JdbcCreditLedger;
import io.creditledger.jdbc.TestDatabase;
import io.creditledger.jdbc.legacy.LegacyRows.Task;
import io.creditledger.jdbc.legacy.LegacyRows.Transaction;
import io.creditledger.jdbc.legacy.LegacyRows.User;
import io.creditledger.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A host's tables and a ledger that have lived through the same tell support the same. */
@EveryDatabase
class SameAnswersTest {
    private static final int USERS = 8;
    private static final int ALL = 1_000;

    private final TestDatabase server;
    private final SettableClock clock = SettableClock.at(daysAgo(300));

    SameAnswersTest(TestDatabase server) {
        this.server = server;
    }

    /** No spending lies between an expiry and the cutover, because there the ledger is the stricter one. */
    @Test
    void the_same_history_has_the_same_answers() {
        LegacyRows rows = history(20);
        try (SellingHost host = SellingHost.with(server, rows).upgraded();
                JdbcCreditLedger ledger = ledgerOn(host)) {
            leaveTasksUncharged(host);
            tellLedger(ledger, host, rows);

            assertSameAnswers(host);
        }
    }

    @Test
    void adopting_an_upgraded_database_changes_no_answer() {
        LegacyRows rows = history(1);
        try (SellingHost host = SellingHost.with(server, rows).upgraded();
                JdbcCreditLedger ledger = ledgerOn(host)) {
            leaveTasksUncharged(host);
            host.pass(3);
            host.reports.expireNow();
            clock.set(daysAgo(0));

            LegacyAdoption.into(ledger, AdoptionSettings.refusing()).adopt();

            assertSameAnswers(host);
        }
    }

    private static void leaveTasksUncharged(SellingHost host) {
        host.execute("update tasks set credits_deducted = false, credits_calculated = 10 * (1000 + id)");
    }

    private static void assertSameAnswers(SellingHost host) {
        LegacyReports legacy = host.reports;
        CreditReports ledger = CreditReports.on(host.database());

        assertThat(ledger.expired()).isEqualTo(legacy.expired());
        assertThat(legacy.expired().affected()).isPositive();
        assertThat(ledger.expiryDates()).isEqualTo(legacy.expiryDates());
        assertThat(byAccount(ledger.balances(ALL))).hasSize(USERS).isEqualTo(byAccount(legacy.balances(ALL)));
        assertThat(ledger.affectedByExpiry(ALL))
                .containsExactlyInAnyOrderElementsOf(legacy.affectedByExpiry(ALL).stream()
                        .map(AffectedUser::account)
                        .toList());
        assertThat(ledger.unchargedTasks(ALL)).hasSize(USERS).isEqualTo(legacy.unchargedTasks(ALL));
        assertThat(ledger.unchargedTasks(3)).isEqualTo(legacy.unchargedTasks(3));
    }

    private static List<BalanceCheck> byAccount(List<BalanceCheck> balances) {
        return balances.stream()
                .sorted(Comparator.comparing(BalanceCheck::account))
                .toList();
    }

    /** Users who received credits long ago, spent some until so many days ago, received more since, and have a task each. */
    private static LegacyRows history(int spentUntil) {
        SplittableRandom random = new SplittableRandom(11);
        List<User> users = new ArrayList<>();
        List<Transaction> transactions = new ArrayList<>();
        List<Task> tasks = new ArrayList<>();
        for (int user = 1; user <= USERS; user++) {
            long balance = 0;
            for (int i = 0; i < 9; i++) {
                int day = i < 3
                        ? 140 + random.nextInt(60)
                        : i < 6 ? spentUntil + random.nextInt(80) : 1 + random.nextInt(15);
                long amount = i / 3 == 1 ? -random.nextLong(1 + balance / 4) : 1 + random.nextInt(100);
                balance += amount;
                transactions.add(new Transaction(
                        100 * user + i, user, amount, daysAgo(day).minusSeconds(i)));
            }
            users.add(new User(user, balance));
            tasks.add(new Task(user, user, "SUCCEEDED", daysAgo(2), daysAgo(1).plusSeconds(user % 5)));
        }
        return new LegacyRows(users, transactions, tasks);
    }

    private JdbcCreditLedger ledgerOn(SellingHost host) {
        CreditPolicy policy = CreditPolicy.builder()
                .signUpCredits(Credits.ZERO)
                .taskShortfall(Shortfall.REJECT)
                .build();
        return JdbcCreditLedger.on(host.database())
                .policy(policy)
                .clock(clock)
                .migrating()
                .build();
    }

    private void tellLedger(JdbcCreditLedger ledger, SellingHost host, LegacyRows rows) {
        IntStream.rangeClosed(1, USERS).forEach(user -> ledger.open(host.account(user)));
        rows.transactions().stream()
                .sorted(Comparator.comparing(SameAnswersTest::createdAt))
                .forEach(row -> tell(ledger, host.account(row.user()), row));
        rows.tasks().forEach(row -> tell(ledger, host.account(row.user()), row));
        clock.set(daysAgo(0));
        ledger.expire();
    }

    private void tell(JdbcCreditLedger ledger, AccountId account, Transaction row) {
        clock.set(createdAt(row));
        IdempotencyKey key = IdempotencyKey.of("row:" + row.number());
        long amount = Objects.requireNonNull(row.amount());
        if (amount > 0) {
            ledger.grant(GrantCredits.of(account, Credits.of(amount), "purchase", key));
        } else {
            ledger.charge(ChargeCredits.of(account, Credits.of(-amount), key));
        }
    }

    /** A task that costs more than anybody has is completed without being charged. */
    private void tell(JdbcCreditLedger ledger, AccountId account, Task row) {
        clock.set(row.createdAt());
        TaskId task = TaskId.of(String.valueOf(row.number()));
        ledger.tasks().start(StartTask.of(account, task, Tier.STANDARD));
        clock.set(Objects.requireNonNull(row.completedAt()));
        ledger.tasks().complete(task, Duration.ofSeconds(1_000 + row.number()));
    }

    private static Instant createdAt(Transaction row) {
        return Objects.requireNonNull(row.createdAt());
    }
}
