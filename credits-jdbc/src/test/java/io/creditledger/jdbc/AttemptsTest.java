package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.ConsumptionOrder;
import io.creditledger.Credits;
import io.creditledger.IdempotencyKey;
import io.creditledger.LedgerUnavailableException;
import io.creditledger.spi.Account;
import io.creditledger.spi.Demand;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When work is done again because of what was presumed, and when it is not. */
class AttemptsTest {
    private static final Instant AT = Instant.parse("2026-01-15T10:00:00Z");
    private static final Account ROW = new Account(ALICE, Credits.ZERO, Credits.ZERO, Credits.ZERO, 1, 0, AT, AT);
    private static final Demand DEMAND = new Demand(
            ALICE,
            Set.of(IdempotencyKey.of("task-1")),
            Set.of(),
            AT,
            ConsumptionOrder.SOONEST_EXPIRY_FIRST,
            Credits.ZERO,
            0);

    private final Session session = session();
    private final AccountMemory memory = new AccountMemory(1);
    private final Deque<RuntimeException> failures = new ArrayDeque<>();
    private final List<Boolean> presuming = new ArrayList<>();

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void what_a_presumption_made_fail_is_done_again_and_presumes_nothing() {
        remember();
        for (RuntimeException failure : List.of(
                new LedgerUnavailableException(1, false, new SQLException("duplicate key", "23505")),
                new TransactionMemory.RefutedException(),
                new IllegalStateException("refused on the way"))) {
            presuming.clear();
            failures.add(failure);

            assertThat(run()).isEqualTo("done");

            assertThat(presuming).containsExactly(true, false);
        }
    }

    @Test
    void what_fails_without_a_presumption_is_not_done_again() {
        IllegalStateException failure = new IllegalStateException("refused");
        failures.add(failure);

        assertThatThrownBy(this::run).isSameAs(failure);

        assertThat(presuming).containsExactly(false);
    }

    @Test
    void what_fails_again_without_a_presumption_fails() {
        remember();
        IllegalStateException failure = new IllegalStateException("refused again");
        failures.add(new IllegalStateException("refused"));
        failures.add(failure);

        assertThatThrownBy(this::run).isSameAs(failure);

        assertThat(presuming).containsExactly(true, false);
    }

    @Test
    void what_has_no_connection_is_not_begun_anew() {
        remember();
        LedgerUnavailableException failure = new LedgerUnavailableException(1, true, new SQLException("away", "08006"));
        failures.add(failure);

        assertThatThrownBy(this::run).isSameAs(failure);

        assertThat(presuming).containsExactly(true);
    }

    @Test
    void what_an_interrupt_has_ended_is_not_begun_anew() {
        remember();
        LedgerUnavailableException failure =
                new LedgerUnavailableException(1, false, new SQLException("deadlock", "40P01"));
        failures.add(failure);
        Thread.currentThread().interrupt();

        assertThatThrownBy(this::run).isSameAs(failure);

        assertThat(presuming).containsExactly(true);
    }

    private void remember() {
        memory.remember(List.of(new KnownGrants(
                ROW, ConsumptionOrder.SOONEST_EXPIRY_FIRST, AT, List.of(), true, List.of(), KnownGrants.CALM)));
    }

    /** Each run of the work fails with the next failure, as long as there are any. */
    private String run() {
        Attempts<String> attempts = new Attempts<>(memory, false, (one, remembered) -> {
            remembered.look(List.of(ALICE));
            remembered.locked(Map.of(ALICE, ROW));
            boolean isPresuming = remembered.serves(DEMAND);
            presuming.add(isPresuming);
            if (isPresuming) {
                remembered.recall(Answer.to(DEMAND));
            }
            RuntimeException failure = failures.poll();
            if (failure != null) {
                throw failure;
            }
            return "done";
        });
        return attempts.in(new Transactions() {
            @Override
            public <T> T transact(Function<Session, T> work) {
                return work.apply(session);
            }

            @Override
            public <T> T read(Function<Session, T> query) {
                return transact(query);
            }
        });
    }

    private static Session session() {
        LedgerDatabase database = LedgerDatabase.emptied(TestDatabase.H2);
        try (var connection = database.dataSource().getConnection()) {
            return new Session(connection, database.dialect().configuration(), false);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
