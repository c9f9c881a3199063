package io.creditledger.jdbc.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.jdbc.EveryDatabase;
import io.creditledger.jdbc.TestDatabase;
import io.creditledger.jdbc.legacy.LegacyRows.Transaction;
import io.creditledger.jdbc.legacy.LegacyRows.User;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The databases that are made up have in them what the tests look for. */
@EveryDatabase
class LegacyGeneratorTest {
    private final TestDatabase server;

    LegacyGeneratorTest(TestDatabase server) {
        this.server = server;
    }

    @ParameterizedTest
    @EnumSource
    void a_host_gets_the_rows_that_were_made_up(IdType ids) {
        LegacyRows rows = LegacyGenerator.dirty(7, 20, 6).rows();
        try (var database = server.newDatabase()) {
            LegacyHost host = LegacyHost.create(server, database, ids, ZoneOffset.UTC);
            host.insert(rows);

            assertThat(host.credits()).hasSize(20);
            for (User user : rows.users()) {
                assertThat(host.credits().get(ids.text("users", user.number()))).isEqualTo(user.credits());
            }
            assertThat(host.rows("credit_transactions"))
                    .hasSize(rows.transactions().size());
            assertThat(host.rows("tasks")).hasSize(rows.tasks().size());
        }
    }

    @Test
    void the_same_seed_makes_the_same_rows_and_another_makes_others() {
        assertThat(LegacyGenerator.dirty(1, 30, 10).rows())
                .isEqualTo(LegacyGenerator.dirty(1, 30, 10).rows())
                .isNotEqualTo(LegacyGenerator.dirty(2, 30, 10).rows());
    }

    @Test
    void there_are_dirty_rows_of_every_kind_only_where_they_are_asked_for() {
        LegacyRows dirty = LegacyGenerator.dirty(1, 300, 20).rows();
        assertThat(dirty.users()).anyMatch(user -> user.credits() == null);
        assertThat(dirty.users()).anyMatch(user -> user.credits() != null && user.credits() < 0);
        assertThat(dirty.transactions())
                .anyMatch(transaction -> transaction.amount() == null)
                .anyMatch(transaction -> transaction.createdAt() == null)
                .anyMatch(transaction -> transaction.user() > 300)
                .anyMatch(LegacyGeneratorTest::isOfTheFuture);
        assertThat(dirty.tasks()).anyMatch(task -> task.user() > 300);

        LegacyRows clean = LegacyGenerator.clean(1, 300, 20).rows();
        assertThat(clean.users()).allMatch(user -> Objects.requireNonNull(user.credits()) >= 0);
        assertThat(clean.transactions())
                .allMatch(transaction -> transaction.amount() != null && transaction.createdAt() != null)
                .noneMatch(transaction -> transaction.user() > 300)
                .noneMatch(LegacyGeneratorTest::isOfTheFuture);
    }

    private static boolean isOfTheFuture(Transaction transaction) {
        return transaction.createdAt() != null && transaction.createdAt().isAfter(LegacyGenerator.NOW);
    }

    @Test
    void spending_that_came_from_credits_that_have_expired_since_is_not_taken_twice() {
        List<Transaction> transactions = List.of(
                new Transaction(1, 1, 100L, Instant.parse("2025-01-31T00:00:00Z")),
                new Transaction(2, 1, -80L, Instant.parse("2025-02-01T00:00:00Z")),
                new Transaction(3, 1, 50L, Instant.parse("2025-08-31T00:00:00Z")));
        Instant cutover = LegacyGenerator.NOW;

        assertThat(BruteForce.replay(transactions, 6, cutover, cutover)).isEqualTo(new BruteForce(50, 20, 0));
        assertThat(BruteForce.sum(transactions, 6, cutover, cutover)).isZero();
    }

    @Test
    void what_is_spent_after_the_cutover_comes_from_what_has_not_expired_by_then() {
        List<Transaction> transactions = List.of(
                new Transaction(1, 1, 100L, Instant.parse("2025-05-31T00:00:00Z")),
                new Transaction(2, 1, 50L, Instant.parse("2025-08-31T00:00:00Z")),
                new Transaction(3, 1, -30L, Instant.parse("2025-10-31T00:00:00Z")),
                new Transaction(4, 1, -60L, Instant.parse("2025-12-01T00:00:00Z")));
        Instant now = Instant.parse("2026-01-01T00:00:00Z");

        assertThat(BruteForce.replay(transactions, 6, LegacyGenerator.NOW, now)).isEqualTo(new BruteForce(0, 70, 10));
    }
}
