package io.creditledger.jdbc.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.IdempotencyKey;
import io.creditledger.StartTask;
import io.creditledger.TaskId;
import io.creditledger.Tier;
import io.creditledger.jdbc.EveryDatabase;
import io.creditledger.jdbc.JdbcCreditLedger;
import io.creditledger.jdbc.TestDatabase;
import io.creditledger.jdbc.legacy.LegacyRows.Transaction;
import io.creditledger.jdbc.legacy.LegacyRows.User;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Verifying {@code users.credits} after a run that has set it. */
@EveryDatabase
class MirrorVerificationTest {
    private static final AccountId ONE = AccountId.of("1");
    private static final AccountId TWO = AccountId.of("2");
    private static final LegacyRows ROWS = new LegacyRows(
            List.of(new User(1, 50L), new User(2, 100L), new User(3, null)),
            List.of(
                    new Transaction(1, 1, 50L, AdoptionDatabase.NOW.minus(Duration.ofDays(10))),
                    new Transaction(2, 2, 100L, AdoptionDatabase.NOW.minus(Duration.ofDays(180))),
                    new Transaction(3, 3, 30L, AdoptionDatabase.NOW.minus(Duration.ofDays(300)))),
            List.of());

    private final AdoptionDatabase database;
    private final JdbcCreditLedger ledger;
    private final LegacyAdoption adoption;

    MirrorVerificationTest(TestDatabase server) {
        database = AdoptionDatabase.with(server, ROWS);
        ledger = JdbcCreditLedger.on(database.dataSource())
                .clock(database.ledgers().clock)
                .mirroringUserCredits()
                .build();
        adoption = LegacyAdoption.into(ledger, AdoptionSettings.refusing());
    }

    private void assertThatClean(Verification verification, long compared) {
        assertThat(verification.failures()).as(verification.text()).isEmpty();
        assertThat(verification.check(CheckSubject.USER_CREDITS))
                .contains(new Check.Each(CheckSubject.USER_CREDITS, compared, 0, List.of()));
    }

    private void assertThatWrong(Verification verification, String sample) {
        assertThat(verification.failures())
                .as(verification.text())
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.subject()).isEqualTo(CheckSubject.USER_CREDITS);
                    assertThat(check.samples()).containsExactly(sample);
                });
    }

    private void setCredits(String credits, int user) {
        TestDatabase.execute(database.dataSource(), "update users set credits = " + credits + " where id = " + user);
    }

    @Test
    void what_the_run_has_set_is_compared() {
        adoption.adopt();

        assertThatClean(adoption.verify(), 3);
        assertThatClean(database.refusing().verify(), 3);
    }

    @Test
    void a_balance_that_somebody_has_written_since_is_found() {
        adoption.adopt();
        setCredits("7", 3);
        assertThatWrong(adoption.verify(), "users.credits of '3' should be 0, but is 7");

        setCredits("null", 3);
        assertThatWrong(adoption.verify(), "users.credits of '3' should be 0, but is null");
    }

    @Test
    void the_column_of_an_account_that_has_lived_on_is_compared_by_a_ledger_that_mirrors() {
        adoption.adopt();
        ledger.charge(ONE, Credits.of(20), IdempotencyKey.of("video"));
        assertThatClean(adoption.verify(), 3);
        assertThatClean(database.refusing().verify(), 2);

        setCredits("50", 1);
        assertThatWrong(adoption.verify(), "users.credits of '1' should be 30, but is 50");
        assertThatClean(database.refusing().verify(), 2);
    }

    @Test
    void what_fell_due_since_is_compared_when_it_was_swept() {
        adoption.adopt();
        database.ledgers().clock.advance(Duration.ofDays(10));
        assertThatClean(adoption.verify(), 2);
        ledger.tasks().start(StartTask.of(TWO, TaskId.of("new"), Tier.STANDARD));
        assertThat(database.host().credits()).containsEntry("2", 0L);
        assertThatClean(adoption.verify(), 2);

        ledger.expire();

        assertThatClean(adoption.verify(), 3);
    }

    @Test
    void what_no_run_has_set_is_nobody_s_business() {
        database.refusing().adopt();
        setCredits("7", 3);

        Verification verification = adoption.verify();

        assertThat(verification.failures()).as(verification.text()).isEmpty();
        assertThat(verification.check(CheckSubject.USER_CREDITS)).isEmpty();
    }
}
