package io.creditledger;

import static io.creditledger.Fixtures.ALICE;
import static io.creditledger.Fixtures.NOON;
import static io.creditledger.Fixtures.TOMORROW;
import static io.creditledger.Fixtures.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CreditLedgerExceptionTest {
    private final IllegalStateException cause = lostConnection();

    static Stream<CreditLedgerException> exceptions() {
        return Stream.of(
                new AccountNotFoundException(ALICE),
                new CreditOverflowException(ALICE, Credits.of(Long.MAX_VALUE), Credits.of(1)),
                new HostTransactionException("autocommit is on", lostConnection()),
                new IdempotencyConflictException(ALICE, key("k"), List.of("amount was 50, is now 70")),
                new InsufficientCreditsException(ALICE, Credits.of(50), Credits.of(20)),
                new LedgerBusyException(10_000),
                new LedgerClosedException(),
                LedgerTimeoutException.after(Duration.ofSeconds(60), true),
                new LedgerUnavailableException(3, true, lostConnection()),
                PricingException.unknownTier(RateCard.of("2026", Map.of(Tier.PRO, Rate.perSecond(14))), Tier.STANDARD),
                new SchemaMismatchException(2, 1, "run CreditSchema.migrate"),
                new TaskNotFoundException(TaskId.of("4711")),
                new TaskStateException(TaskId.of("4711"), TaskStatus.FAILED, "complete", "Start a new task."),
                new UnusableGrantException(ALICE, key("k"), TOMORROW, Expiry.at(NOON)),
                new UserCreditsOverflowException(ALICE, Credits.of(3_000_000_000L), Credits.of(Integer.MAX_VALUE)));
    }

    @Test
    void these_tests_know_every_kind() {
        assertThat(exceptions().map(Object::getClass))
                .containsExactlyInAnyOrderElementsOf(kindsOf(CreditLedgerException.class)
                        .filter(kind -> !Modifier.isAbstract(kind.getModifiers()))
                        .toList());
    }

    private static Stream<Class<?>> kindsOf(Class<?> kind) {
        Class<?>[] below = kind.isSealed() ? kind.getPermittedSubclasses() : new Class<?>[0];
        return Stream.concat(Stream.of(kind), Arrays.stream(below).flatMap(CreditLedgerExceptionTest::kindsOf));
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void every_kind_is_the_same_in_another_process(CreditLedgerException exception) throws Exception {
        assertThat(copy(exception))
                .isExactlyInstanceOf(exception.getClass())
                .hasMessage(exception.getMessage())
                .usingRecursiveComparison()
                .ignoringFields("stackTrace", "suppressedExceptions", "cause")
                .isEqualTo(exception);
    }

    @Test
    void a_cause_goes_with_its_exception() throws Exception {
        assertThat(copy(new LedgerUnavailableException(3, false, cause)))
                .hasCauseExactlyInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("connection reset");
    }

    @Test
    void an_account_that_was_not_found_is_named() {
        AccountNotFoundException exception = new AccountNotFoundException(ALICE);

        assertThat(exception).hasMessage("account 'alice' was never opened; open it first");
        assertThat(exception.account()).isEqualTo(ALICE);
    }

    @Test
    void an_overflow_names_what_there_is_and_what_should_come() {
        CreditOverflowException exception =
                new CreditOverflowException(ALICE, Credits.of(Long.MAX_VALUE), Credits.of(1));

        assertThat(exception)
                .hasMessage("account 'alice' holds 9223372036854775807 credits and cannot receive 1 more;"
                        + " together they must not exceed 9223372036854775807");
        assertThat(exception.account()).isEqualTo(ALICE);
        assertThat(exception.balance()).isEqualTo(Credits.of(Long.MAX_VALUE));
        assertThat(exception.granted()).isEqualTo(Credits.of(1));
    }

    @Test
    void an_overflow_of_debt_names_what_is_owed_and_what_should_be() {
        CreditOverflowException exception =
                CreditOverflowException.ofDebt(ALICE, Credits.of(Long.MAX_VALUE), Credits.of(1));

        assertThat(exception)
                .hasMessage("account 'alice' owes 9223372036854775807 credits and cannot owe 1 more;"
                        + " together they must not exceed 9223372036854775807");
        assertThat(exception.account()).isEqualTo(ALICE);
        assertThat(exception.balance()).isEqualTo(Credits.of(Long.MAX_VALUE));
        assertThat(exception.granted()).isEqualTo(Credits.of(1));
    }

    @Test
    void an_overflow_of_the_user_s_column_names_what_would_be_right() {
        UserCreditsOverflowException exception =
                new UserCreditsOverflowException(ALICE, Credits.of(3_000_000_000L), Credits.of(Integer.MAX_VALUE));

        assertThat(exception)
                .hasMessage("account 'alice' would have 3000000000 credits available, but users.credits holds at most"
                        + " 2147483647; make the column a bigint, or stop mirroring it");
        assertThat(exception.account()).isEqualTo(ALICE);
        assertThat(exception.available()).isEqualTo(Credits.of(3_000_000_000L));
        assertThat(exception.greatest()).isEqualTo(Credits.of(Integer.MAX_VALUE));
    }

    @Test
    void a_task_that_was_not_found_is_named() {
        TaskNotFoundException exception = new TaskNotFoundException(TaskId.of("4711"));

        assertThat(exception).hasMessage("task '4711' was never started; start it first");
        assertThat(exception.task()).isEqualTo(TaskId.of("4711"));
    }

    @Test
    void a_task_in_the_wrong_state_is_told_with_its_state() {
        TaskStateException exception =
                new TaskStateException(TaskId.of("4711"), TaskStatus.FAILED, "complete", "Start a new task.");

        assertThat(exception).hasMessage("task '4711' is FAILED; it is not possible to complete it. Start a new task.");
        assertThat(exception.task()).isEqualTo(TaskId.of("4711"));
        assertThat(exception.status()).isEqualTo(TaskStatus.FAILED);
    }

    @Test
    void a_host_transaction_s_fault_is_told_in_the_words_given() {
        assertThat(new HostTransactionException("autocommit is on"))
                .hasMessage("autocommit is on")
                .hasNoCause();
        assertThat(new HostTransactionException("deadlock", cause))
                .hasMessage("deadlock")
                .hasCause(cause);
    }

    @Test
    void a_conflict_names_what_differs() {
        List<String> differences =
                new ArrayList<>(List.of("amount was 50, is now 70", "type was grant, is now charge"));
        IdempotencyConflictException exception = new IdempotencyConflictException(ALICE, key("k"), differences);
        differences.clear();

        assertThat(exception)
                .hasMessage("key 'k' of account 'alice' was used before for another request:"
                        + " amount was 50, is now 70; type was grant, is now charge."
                        + " Send the first request again unchanged, or take a new key");
        assertThat(exception.account()).isEqualTo(ALICE);
        assertThat(exception.key()).isEqualTo(key("k"));
        assertThat(exception.differences())
                .containsExactly("amount was 50, is now 70", "type was grant, is now charge");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> exception.differences().clear());
    }

    @Test
    void a_lack_of_credits_names_how_many() {
        InsufficientCreditsException exception =
                new InsufficientCreditsException(ALICE, Credits.of(50), Credits.of(20));

        assertThat(exception)
                .hasMessage("account 'alice' has 20 credits available, but the charge requires 50; 30 are missing");
        assertThat(exception.account()).isEqualTo(ALICE);
        assertThat(exception.required()).isEqualTo(Credits.of(50));
        assertThat(exception.available()).isEqualTo(Credits.of(20));
        assertThat(exception.missing()).isEqualTo(Credits.of(30));
    }

    @Test
    void an_unavailable_ledger_tells_how_often_it_tried() {
        LedgerUnavailableException exception = new LedgerUnavailableException(3, false, cause);

        assertThat(exception)
                .hasMessage("the database did not do the work in 3 attempts; call again with the same key."
                        + " The last failure was: java.lang.IllegalStateException: connection reset")
                .hasCause(cause);
        assertThat(exception.attempts()).isEqualTo(3);
        assertThat(new LedgerUnavailableException(1, false, cause)).hasMessageContaining("in 1 attempt;");
    }

    @Test
    void an_unavailable_ledger_tells_whether_it_had_a_connection() {
        assertThat(new LedgerUnavailableException(3, true, cause).isDisconnected())
                .isTrue();
        assertThat(new LedgerUnavailableException(3, false, cause).isDisconnected())
                .isFalse();
        assertThat(new LedgerBusyException(100).isDisconnected()).isFalse();
        assertThat(LedgerTimeoutException.after(Duration.ofSeconds(1), false).isDisconnected())
                .isFalse();
        assertThat(new LedgerClosedException().isDisconnected()).isFalse();
    }

    @Test
    void a_schema_that_does_not_match_is_told_with_its_remedy() {
        SchemaMismatchException exception = new SchemaMismatchException(2, 1, "run CreditSchema.migrate");

        assertThat(exception)
                .hasMessage("the database has version 1 of the credit schema, but this ledger works with version 2;"
                        + " run CreditSchema.migrate");
        assertThat(exception.required()).isEqualTo(2);
        assertThat(exception.found()).isEqualTo(1);
        assertThat(new SchemaMismatchException(2, 0, "run CreditSchema.migrate"))
                .hasMessageStartingWith("the database has no credit schema, but");
    }

    @Test
    void an_unusable_grant_is_told_with_its_instants() {
        UnusableGrantException exception = new UnusableGrantException(ALICE, key("k"), TOMORROW, Expiry.at(NOON));

        assertThat(exception)
                .hasMessage("the grant 'k' to account 'alice' would become effective at 2026-01-16T12:00:00Z,"
                        + " but by the policy it expires at 2026-01-15T12:00:00Z; give it an expiry of its own");
        assertThat(exception.account()).isEqualTo(ALICE);
        assertThat(exception.key()).isEqualTo(key("k"));
        assertThat(exception.effective()).isEqualTo(TOMORROW);
        assertThat(exception.expiry()).isEqualTo(Expiry.at(NOON));
    }

    private static IllegalStateException lostConnection() {
        return new IllegalStateException("connection reset");
    }

    private static Throwable copy(CreditLedgerException exception) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(exception);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (Throwable) in.readObject();
        }
    }
}
