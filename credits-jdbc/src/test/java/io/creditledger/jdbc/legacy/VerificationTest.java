package io.creditledger.jdbc.legacy;

import static io.creditledger.jdbc.legacy.DirtyTables.AUGUST;
import static io.creditledger.jdbc.legacy.DirtyTables.NEW_YEAR;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.GrantCredits;
import io.creditledger.IdempotencyKey;
import io.creditledger.TaskId;
import io.creditledger.jdbc.EveryDatabase;
import io.creditledger.jdbc.ExpiredSummary;
import io.creditledger.jdbc.ExpiryRange;
import io.creditledger.jdbc.JdbcCreditLedger;
import io.creditledger.jdbc.TestDatabase;
import io.creditledger.jdbc.Threads;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** After an adoption all is well, and every check finds what it is there for. */
@EveryDatabase
class VerificationTest {
    private static final AccountId ANN = AccountId.of("ann");

    private final DirtyTables tables;

    VerificationTest(TestDatabase server) {
        this.tables = DirtyTables.emptied(server);
        fill();
    }

    /** Ann's credits expire in part, Bob's are unexplained, Cat has spent too much, and nobody knows Dan's balance. */
    private void fill() {
        tables.user("ann", 70L);
        tables.transaction("1", "ann", 100L, NEW_YEAR);
        tables.transaction("2", "ann", -80L, "2025-02-01 00:00:00");
        tables.transaction("3", "ann", 50L, AUGUST);
        tables.task("1", "ann", "RUNNING", AUGUST, null);
        tables.task("2", "ann", "SUCCEEDED", AUGUST, AUGUST);
        tables.user("bob", 10L);
        tables.user("cat", 0L);
        tables.transaction("4", "cat", 5L, AUGUST);
        tables.transaction("5", "cat", -12L, AUGUST);
        tables.user("dan", null);
        tables.transaction("6", "dan", 7L, null);
    }

    private Verification verify() {
        return tables.adjusting().verify();
    }

    private static void assertThatClean(Verification verification) {
        assertThat(verification.failures()).as(verification.text()).isEmpty();
        assertThat(verification.isClean()).isTrue();
    }

    private void assertThatFailures(CheckSubject... subjects) {
        Verification verification = verify();
        Set<CheckSubject> failed =
                verification.failures().stream().map(Check::subject).collect(Collectors.toSet());
        assertThat(failed).as(verification.text()).containsExactlyInAnyOrder(subjects);
        assertThat(verification.isClean()).isFalse();
        assertThat(verification.failures())
                .filteredOn(Check.Each.class::isInstance)
                .allSatisfy(check -> assertThat(check.samples()).isNotEmpty());
    }

    @Test
    void an_adoption_is_clean() {
        tables.adjusting().adopt();

        Verification verification = verify();

        assertThatClean(verification);
        assertThat(verification.users()).isEqualTo(4);
        assertThat(verification.livedOn()).isZero();
        assertThat(verification.check(CheckSubject.SCHEMA)).isEmpty();
        ExpiredSummary expired = new ExpiredSummary(1, Credits.of(100), Credits.of(20), 1, 1, 0, Credits.ZERO);
        assertThat(verification.check(CheckSubject.EXPIRED))
                .contains(new Check.Same<>(CheckSubject.EXPIRED, expired, expired));
        ExpiryRange range =
                new ExpiryRange(Instant.parse("2025-07-01T00:00:00Z"), Instant.parse("2026-03-30T00:00:00Z"), 4, 0);
        assertThat(verification.check(CheckSubject.EXPIRY_DATES))
                .contains(new Check.Same<>(CheckSubject.EXPIRY_DATES, range, range));
        assertThat(verification.check(CheckSubject.SUMS)).contains(new Check.Same<>(CheckSubject.SUMS, 80L, 80L));
        for (CheckSubject subject : Set.of(
                CheckSubject.USERS_ADOPTED,
                CheckSubject.ACCOUNTS_OF_USERS,
                CheckSubject.RECORDS,
                CheckSubject.BALANCES,
                CheckSubject.EQUATIONS,
                CheckSubject.JOURNAL,
                CheckSubject.RUN_MARKS)) {
            assertThat(verification.check(subject)).contains(new Check.Each(subject, 4, 0, List.of()));
        }
    }

    @Test
    void an_adoption_of_an_upgraded_database_is_clean() {
        tables.upgrade();
        tables.task("3", "ann", "SUCCEEDED", AUGUST, AUGUST);
        tables.execute("update tasks set credits_calculated = 40 where id = '3'");
        tables.adjusting().adopt();

        Verification verification = verify();

        assertThatClean(verification);
        assertThat(verification.check(CheckSubject.SCHEMA)).isPresent();
        assertThat(verification.check(CheckSubject.UNCHARGED_TASKS))
                .contains(new Check.Same<>(CheckSubject.UNCHARGED_TASKS, 1L, 1L));
    }

    @Test
    void refused_users_are_listed_and_that_is_clean() {
        tables.refusing().adopt();

        assertThatClean(tables.refusing().verify());
    }

    @Test
    void accounts_that_have_lived_on_are_clean_and_counted() {
        tables.adjusting().adopt();
        tables.clock.advance(Duration.ofDays(90));
        JdbcCreditLedger ledger = tables.ledger();
        ledger.charge(ANN, Credits.of(20), IdempotencyKey.of("video"));
        ledger.tasks().complete(TaskId.of("1"), Duration.ofSeconds(5));
        ledger.grant(GrantCredits.of(AccountId.of("cat"), Credits.of(30), "purchase", IdempotencyKey.of("order")));
        tables.clock.advance(Duration.ofDays(90));
        ledger.expire();
        ledger.open(AccountId.of("eve"));
        tables.user("eve", 100L);
        tables.execute("update users set credits = 0 where id = 'ann'");

        Verification verification = verify();

        assertThatClean(verification);
        assertThat(verification.livedOn()).isEqualTo(2);
    }

    @Test
    void accounts_may_live_on_while_they_are_verified() {
        tables.adjusting().adopt();
        AtomicBoolean isVerified = new AtomicBoolean();
        try (Threads others = new Threads()) {
            Future<Integer> charges = others.start(() -> chargeUntil(isVerified));
            try {
                for (int i = 0; i < 10; i++) {
                    assertThatClean(verify());
                }
            } finally {
                isVerified.set(true);
                assertThat(Threads.result(charges)).isPositive();
            }
        }
    }

    private int chargeUntil(AtomicBoolean isVerified) {
        JdbcCreditLedger ledger = tables.ledger();
        int charges = 0;
        do {
            charges++;
            ledger.grant(GrantCredits.of(ANN, Credits.of(2), "gift", IdempotencyKey.of("gift:" + charges)));
            ledger.charge(ANN, Credits.of(1), IdempotencyKey.of("video:" + charges));
        } while (!isVerified.get());
        return charges;
    }

    @Test
    void a_change_of_the_upgraded_tables_is_found() {
        tables.upgrade();
        tables.adjusting().adopt();
        tables.dropIndex("idx_tasks_credits_deducted", "tasks");

        assertThatFailures(CheckSubject.SCHEMA);
    }

    @Test
    void a_run_that_was_interrupted_is_found() {
        tables.adjusting().adopt();
        tables.execute("update credit_adoption set state = 'RUNNING'");

        assertThatFailures(CheckSubject.RUNS_FINISHED);
    }

    @Test
    void a_user_who_was_left_out_is_found() {
        tables.adjusting().adopt();
        tables.user("eve", 0L);
        tables.ledger().open(AccountId.of("fay"));
        tables.user("fay", 0L);
        tables.transaction("7", "fay", 1L, AUGUST);

        assertThatFailures(CheckSubject.USERS_ADOPTED);
    }

    @Test
    void an_account_of_nobody_is_found() {
        tables.adjusting().adopt();
        tables.execute("delete from users where id = 'bob'");

        assertThatFailures(CheckSubject.ACCOUNTS_OF_USERS);
    }

    @Test
    void a_wrong_record_is_found() {
        tables.adjusting().adopt();
        tables.execute("update credit_adopted_account set received = received + 1 where account_id = 'ann'");

        assertThatFailures(CheckSubject.RECORDS);
    }

    @Test
    void a_wrong_adjustment_is_found() {
        tables.adjusting().adopt();
        tables.execute("update credit_adopted_account set adjustment = adjustment + 1 where account_id = 'bob'");

        assertThatFailures(CheckSubject.RECORDS, CheckSubject.EQUATIONS, CheckSubject.SUMS);
    }

    @Test
    void a_wrong_balance_before_is_found() {
        tables.adjusting().adopt();
        tables.execute("update credit_adopted_account set legacy_credits = 11 where account_id = 'bob'");

        assertThatFailures(CheckSubject.RECORDS, CheckSubject.BALANCES);
    }

    @Test
    void a_receipt_that_came_too_late_is_found() {
        tables.adjusting().adopt();
        tables.transaction("7", "bob", 5L, AUGUST);

        assertThatFailures(CheckSubject.RECORDS, CheckSubject.EQUATIONS, CheckSubject.SUMS, CheckSubject.EXPIRY_DATES);
    }

    @Test
    void a_wrong_balance_is_found() {
        tables.adjusting().adopt();
        tables.execute("update credit_account set balance = balance + 1 where account_id = 'ann'");

        assertThatFailures(CheckSubject.BALANCES, CheckSubject.JOURNAL);
    }

    @Test
    void a_wrong_debt_is_found() {
        tables.adjusting().adopt();
        tables.execute("update credit_account set debt = 1 where account_id = 'ann'");

        assertThatFailures(CheckSubject.BALANCES, CheckSubject.JOURNAL);
    }

    @Test
    void an_account_that_is_gone_is_found() {
        tables.adjusting().adopt();
        tables.execute("delete from credit_account where account_id = 'bob'");

        assertThatFailures(CheckSubject.BALANCES, CheckSubject.JOURNAL);
    }

    @Test
    void grants_that_the_journal_does_not_make_are_found() {
        tables.adjusting().adopt();
        tables.execute("update credit_grant set remaining = 49 where grant_id = 'credit:legacy:3'");

        assertThatFailures(CheckSubject.JOURNAL);
    }

    @Test
    void a_grant_that_is_gone_is_found() {
        tables.adjusting().adopt();
        tables.execute("delete from credit_grant where grant_id = 'credit:legacy-adjustment' and account_id = 'bob'");

        assertThatFailures(CheckSubject.JOURNAL);
    }

    @Test
    void a_gap_in_a_journal_is_found() {
        tables.adjusting().adopt();
        tables.execute("delete from credit_entry where account_id = 'bob' and seq = 2");

        assertThatFailures(CheckSubject.JOURNAL, CheckSubject.EQUATIONS, CheckSubject.SUMS);
    }

    @Test
    void an_entry_that_does_not_bear_the_run_is_found() {
        tables.adjusting().adopt();
        tables.execute("update credit_entry set run_id = null where account_id = 'ann' and seq = 2");

        assertThatFailures(CheckSubject.RUN_MARKS);
    }

    @Test
    void an_entry_of_later_that_bears_the_run_is_found() {
        String run = String.valueOf(tables.adjusting().adopt().run());
        tables.ledger().charge(ANN, Credits.of(1), IdempotencyKey.of("video"));
        tables.execute("update credit_entry set run_id = '" + run + "' where idempotency_key = 'video'");

        assertThatFailures(CheckSubject.RUN_MARKS);
    }

    @Test
    void rows_of_the_ledger_without_their_account_are_found() {
        tables.adjusting().adopt();
        tables.execute("delete from credit_adopted_account where account_id = 'dan'");

        assertThatFailures(CheckSubject.USERS_ADOPTED, CheckSubject.ORPHANS);
    }

    @Test
    void accounts_without_their_run_are_found() {
        tables.adjusting().adopt();
        tables.execute("delete from credit_adoption");

        assertThat(verify().check(CheckSubject.ORPHANS))
                .hasValueSatisfying(orphans -> assertThat(orphans.passed()).isFalse());
    }

    @Test
    void grants_that_are_due_but_not_recorded_as_expired_are_found() {
        tables.adjusting().adopt();
        tables.execute("update credit_grant set remaining = 20, open = true where grant_id = 'credit:legacy:1'");

        assertThatFailures(CheckSubject.JOURNAL, CheckSubject.EXPIRED);
    }

    @Test
    void grants_that_expire_otherwise_than_their_receipts_are_found() {
        tables.adjusting().adopt();
        tables.execute(
                "update credit_grant set expires_at = '2025-10-01 00:00:00' where grant_id = 'credit:legacy:1'",
                "update credit_grant set expires_at = '2030-10-01 00:00:00' where grant_id = 'credit:legacy:6'");

        assertThatFailures(CheckSubject.JOURNAL, CheckSubject.EXPIRED, CheckSubject.EXPIRY_DATES);
    }

    @Test
    void a_task_that_did_not_come_along_is_found() {
        tables.adjusting().adopt();
        tables.execute("delete from credit_task where task_id = '1'");

        assertThatFailures(CheckSubject.TASKS);
    }

    @Test
    void a_task_that_is_charged_on_one_side_only_is_found() {
        tables.upgrade();
        tables.task("3", "ann", "SUCCEEDED", AUGUST, AUGUST);
        tables.execute("update tasks set credits_calculated = 40 where id = '3'");
        tables.adjusting().adopt();
        tables.execute("update tasks set credits_deducted = true where id = '3'");

        assertThatFailures(CheckSubject.UNCHARGED_TASKS);
    }

    @Test
    void a_verification_is_a_report_for_people_to_read() {
        tables.adjusting().adopt();
        tables.execute("update credit_account set balance = balance + 1 where account_id = 'ann'");

        assertThat(verify().text().replaceAll("Account\\[.*", "...")).isEqualTo("""
                Verified at 2025-09-30T00:00:00Z: 2 of 14 wrong
                Users: 4, of whom 0 have transactions since

                ok     RUNS_FINISHED      every adoption has come to its end
                ok     USERS_ADOPTED      every user is adopted, or was refused for a difference
                ok     ACCOUNTS_OF_USERS  every adopted account is a user's
                ok     RECORDS            what was recorded of each adopted user is what the legacy rows say
                WRONG  BALANCES           available credits and debt equal the replay of the legacy rows and the recorded adjustment
                                          expected 0 wrong, found 1 wrong, 4 examined
                                            account 'ann' has 51 available and 0 owed, but the replay comes to 50 available and 0 owed
                ok     EQUATIONS          credits before equal credits after, expired ones and differences, user by user
                ok     SUMS               credits before equal credits after, expired ones and differences, of all together
                WRONG  JOURNAL            the journal, replayed from nothing, yields every balance and every grant
                                          expected 0 wrong, found 1 wrong, 4 examined
                                            account 'ann': the table has ...
                ok     RUN_MARKS          exactly the entries up to the last adopted one bear the run's id
                ok     ORPHANS            nothing in the ledger was brought along for an account that was not adopted
                ok     EXPIRED            as many grants had expired as receipts when they were adopted, of as many credits and users
                ok     EXPIRY_DATES       the first and the last expiry, and how many there are, are those of the receipts
                ok     TASKS              every task of an adopted user came along
                ok     UNCHARGED_TASKS    as many adopted tasks wait to be charged in the ledger as in the legacy database
                """);
    }
}
