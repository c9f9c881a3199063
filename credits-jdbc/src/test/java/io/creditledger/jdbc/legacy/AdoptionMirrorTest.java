package io.creditledger.jdbc.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.AccountId;
import io.creditledger.jdbc.EveryDatabase;
import io.creditledger.jdbc.JdbcCreditLedger;
import io.creditledger.jdbc.TestDatabase;
import io.creditledger.jdbc.legacy.LegacyRows.Task;
import io.creditledger.jdbc.legacy.LegacyRows.Transaction;
import io.creditledger.jdbc.legacy.LegacyRows.User;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Adopting into a ledger that keeps {@code users.credits} equal to what is available. */
@EveryDatabase
class AdoptionMirrorTest {
    private final TestDatabase server;

    AdoptionMirrorTest(TestDatabase server) {
        this.server = server;
    }

    private static LegacyAdoption mirrored(AdoptionDatabase database, AdoptionSettings settings) {
        JdbcCreditLedger ledger = JdbcCreditLedger.on(database.dataSource())
                .clock(database.ledgers().clock)
                .mirroringUserCredits()
                .build();
        return LegacyAdoption.into(ledger, settings);
    }

    @Test
    void the_host_s_balances_become_what_is_available_and_after_a_rollback_what_they_were() {
        LegacyRows rows = LegacyGenerator.dirty(71, 30, 10).rows();
        AdoptionDatabase database = AdoptionDatabase.with(server, rows);
        Map<String, @Nullable Long> before = database.host().credits();
        LegacyAdoption adoption =
                mirrored(database, AdoptionSettings.adjusting().withBatchSize(7));

        AdoptionResult result = adoption.adopt();

        assertThat(database.host().credits())
                .isNotEqualTo(before)
                .allSatisfy((user, credits) -> assertThat(database.ledger()
                                .balance(AccountId.of(user))
                                .available()
                                .value())
                        .isEqualTo(credits));
        adoption.rollback(Objects.requireNonNull(result.run()));
        assertThat(database.host().credits()).isEqualTo(before);
    }

    private static AdoptionDatabase withExpiredReceipt(TestDatabase server) {
        return AdoptionDatabase.with(
                server,
                new LegacyRows(
                        List.of(new User(1, 10L), new User(2, 100L)),
                        List.of(
                                new Transaction(1, 1, 10L, AdoptionDatabase.NOW.minus(Duration.ofDays(10))),
                                new Transaction(2, 2, 100L, AdoptionDatabase.NOW.minus(Duration.ofDays(300)))),
                        List.of()));
    }

    private static void interrupt(LegacyAdoption adoption) {
        assertThatThrownBy(() -> adoption.adopt(progress -> {
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");
    }

    @Test
    void a_ledger_that_does_not_mirror_takes_a_mirrored_run_back_with_the_balances() {
        AdoptionDatabase database = withExpiredReceipt(server);
        AdoptionResult result = mirrored(database, AdoptionSettings.refusing()).adopt();
        assertThat(database.host().credits()).containsEntry("2", 0L);

        database.refusing().rollback(Objects.requireNonNull(result.run()));

        assertThat(database.host().credits()).containsEntry("1", 10L).containsEntry("2", 100L);
    }

    @Test
    void a_ledger_that_mirrors_leaves_the_balances_alone_when_it_takes_back_a_run_that_did_not() {
        AdoptionDatabase database = withExpiredReceipt(server);
        AdoptionResult result = database.refusing().adopt();
        TestDatabase.execute(database.dataSource(), "update users set credits = 0 where id = 2");

        mirrored(database, AdoptionSettings.refusing()).rollback(Objects.requireNonNull(result.run()));

        assertThat(database.host().credits()).containsEntry("1", 10L).containsEntry("2", 0L);
    }

    @Test
    void a_run_that_was_begun_mirroring_does_not_go_on_without_nor_the_other_way_round() {
        AdoptionSettings settings = AdoptionSettings.refusing().withBatchSize(1);
        AdoptionDatabase database = withExpiredReceipt(server);
        interrupt(mirrored(database, settings));
        assertThatThrownBy(() -> database.refusing().adopt())
                .isInstanceOf(AdoptionRefusedException.class)
                .hasMessageContaining("mirrored=true")
                .hasMessageContaining("mirrored=false");

        AdoptionDatabase other = withExpiredReceipt(server);
        interrupt(LegacyAdoption.into(other.ledger(), settings));
        assertThatThrownBy(() -> mirrored(other, settings).adopt())
                .isInstanceOf(AdoptionRefusedException.class)
                .hasMessageContaining("mirrored=false");
    }

    @Test
    void what_fell_due_while_the_run_was_interrupted_comes_back_with_a_rollback() {
        Instant received = AdoptionDatabase.NOW.minus(Duration.ofDays(180));
        LegacyRows rows = new LegacyRows(
                List.of(new User(1, 10L), new User(2, 100L)),
                List.of(
                        new Transaction(1, 1, 10L, AdoptionDatabase.NOW.minus(Duration.ofDays(10))),
                        new Transaction(2, 2, 100L, received)),
                List.of());
        AdoptionDatabase database = AdoptionDatabase.with(server, rows);
        LegacyAdoption adoption = mirrored(database, AdoptionSettings.refusing().withBatchSize(1));
        interrupt(adoption);
        database.ledgers().clock.advance(Duration.ofDays(10));
        AdoptionResult result = adoption.adopt();
        assertThat(database.host().credits()).containsEntry("2", 0L);

        adoption.rollback(Objects.requireNonNull(result.run()));

        assertThat(database.host().credits()).containsEntry("1", 10L).containsEntry("2", 100L);
    }

    @Test
    void a_balance_that_the_product_has_written_since_survives_a_rollback() {
        LegacyRows rows = new LegacyRows(
                List.of(new User(1, 100L), new User(2, 100L)),
                List.of(new Transaction(1, 1, 70L, AdoptionDatabase.NOW.minusSeconds(9_000))),
                List.of());
        AdoptionDatabase database = AdoptionDatabase.with(server, rows);
        LegacyAdoption adoption = mirrored(database, AdoptionSettings.adjusting());
        AdoptionResult result = adoption.adopt();
        TestDatabase.execute(database.dataSource(), "update users set credits = 230 where id = 2");

        adoption.rollback(Objects.requireNonNull(result.run()));

        assertThat(database.host().credits()).containsEntry("1", 100L).containsEntry("2", 230L);
    }

    @Test
    void a_user_who_is_refused_after_parts_were_written_keeps_the_balance() {
        List<Transaction> transactions = new ArrayList<>();
        Instant at = AdoptionDatabase.NOW.minusSeconds(9_000);
        for (int i = 1; i <= 5_100; i++) {
            transactions.add(new Transaction(i, 1, 1L, at.plusSeconds(i)));
        }
        LegacyRows rows = new LegacyRows(
                List.of(new User(1, 777L), new User(2, 5L)),
                transactions,
                List.of(new Task(1, 2, "RUNNING", at, null)));
        AdoptionDatabase database = AdoptionDatabase.with(server, rows);

        AdoptionResult result = mirrored(database, AdoptionSettings.refusing()).adopt();

        assertThat(result.refusedUsers()).isEqualTo(2);
        assertThat(database.host().credits()).containsEntry("1", 777L).containsEntry("2", 5L);
    }
}
