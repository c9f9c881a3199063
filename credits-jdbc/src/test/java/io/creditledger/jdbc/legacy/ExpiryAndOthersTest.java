package io.creditledger.jdbc.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.jdbc.Await;
import io.creditledger.jdbc.EveryDatabase;
import io.creditledger.jdbc.TestDatabase;
import io.creditledger.jdbc.Threads;
import io.creditledger.jdbc.legacy.LegacyRows.Transaction;
import io.creditledger.jdbc.legacy.LegacyRows.User;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The expiry of legacy tables beside what else changes balances: a rollback, support staff, and a ledger. */
@EveryDatabase
class ExpiryAndOthersTest {
    private final TestDatabase server;

    ExpiryAndOthersTest(TestDatabase server) {
        this.server = server;
    }

    @Test
    void a_rollback_waits_for_a_run_and_gives_back_what_it_took() {
        try (SellingHost host = SellingHost.with(server, SellingHost.receivedDaysAgo(170))
                        .upgraded();
                Threads threads = new Threads()) {
            host.pass(20);
            WaitingRollback rollback = new WaitingRollback(host, threads);

            LegacySweep sweep = host.expireNow(rollback::begin);

            assertThat(sweep.expired()).isEqualTo(Credits.of(100));
            assertThat(rollback.isDone()).isTrue();
            assertThat(host.credits(1)).isEqualTo(100);
        }
    }

    /** A rollback on another thread, which has to wait for what holds its locks. */
    private static final class WaitingRollback {
        private final SellingHost host;
        private final Threads threads;
        private final LegacyUpgrade upgrade;
        private @Nullable Future<Boolean> rollback;

        WaitingRollback(SellingHost host, Threads threads) {
            this.host = host;
            this.threads = threads;
            this.upgrade = LegacyUpgrade.of(host.database());
        }

        void begin() {
            rollback = threads.start(() -> {
                upgrade.rollback();
                return true;
            });
            Await.until(
                    "the rollback waits",
                    () -> host.host.number(host.host.server().countOfLockWaits()) > 0);
        }

        boolean isDone() {
            return rollback != null && Threads.result(rollback);
        }
    }

    /** Spending that came out of what has expired since must not be counted against what expires later. */
    @Test
    void every_receipt_expires_whole_whatever_was_spent_of_earlier_ones() {
        for (Recalculation recalculation : Recalculation.values()) {
            try (SellingHost host = SellingHost.with(server, SellingHost.receivedDaysAgo(170))
                    .upgraded(UpgradeSettings.DEFAULTS.recalculation(recalculation))) {
                host.move(1, -60);
                host.pass(20);
                assertThat(host.reports.expireNow()).isEqualTo(new LegacySweep(1, 1, Credits.of(40)));
                host.move(1, 100);
                host.reports.expireNow();
                host.pass(200);

                assertThat(host.reports.expireNow()).isEqualTo(new LegacySweep(1, 1, Credits.of(100)));

                assertThat(host.credits(1)).isZero();
                assertThat(host.recalculated(1).difference()).isZero();
            }
        }
    }

    @Test
    void what_is_missing_from_a_balance_does_not_expire_either() {
        try (SellingHost host =
                SellingHost.with(server, SellingHost.receivedDaysAgo(170)).upgraded()) {
            host.setCredits(1, 30);
            host.pass(20);

            assertThat(host.reports.expireNow()).isEqualTo(new LegacySweep(1, 1, Credits.of(30)));

            assertThat(host.credits(1)).isZero();
        }
    }

    @Test
    void adopted_users_are_left_to_the_ledger() {
        for (IdType ids : List.of(IdType.VARCHAR, IdType.UUID)) {
            LegacyRows rows = new LegacyRows(
                    List.of(new User(1, 100L), new User(2, 100L)), List.of(receipt(1, 1), receipt(2, 2)), List.of());
            AdoptionDatabase database = AdoptionDatabase.with(server, ids, null, rows);
            database.upgrade(AdoptionDatabase.NOW);
            String two = ids.text("users", 2);
            TestDatabase.execute(database.dataSource(), "update users set credits = 105 where id = '" + two + "'");
            assertThat(database.refusing().adopt().refusedUsers()).isEqualTo(1);
            LegacyReports reports = LegacyReports.on(database.dataSource());
            List<?> adopted = rowsOf(database, ids.text("users", 1));

            assertThat(reports.expireNow()).isEqualTo(new LegacySweep(1, 1, Credits.of(100)));
            reports.storeRecalculated(AccountId.of(ids.text("users", 1)));

            assertThat(rowsOf(database, ids.text("users", 1))).isEqualTo(adopted);
            assertThat(database.host().credits())
                    .containsEntry(ids.text("users", 1), 100L)
                    .containsEntry(two, 5L);
            reports.storeRecalculated(AccountId.of(two));
            assertThat(database.host().credits()).containsEntry(two, 0L);
        }
    }

    @Test
    void a_wrong_balance_of_an_adopted_user_is_not_support_s_to_store() {
        AdoptionDatabase database = AdoptionDatabase.with(
                server, new LegacyRows(List.of(new User(1, 100L)), List.of(receipt(1, 1)), List.of()));
        database.upgrade(AdoptionDatabase.NOW);
        database.refusing().adopt();
        TestDatabase.execute(database.dataSource(), "update users set credits = 40 where id = 1");

        LegacyReports.on(database.dataSource()).storeRecalculated(AccountId.of("1"));

        assertThat(database.host().credits()).containsEntry("1", 40L);
    }

    private static List<?> rowsOf(AdoptionDatabase database, String user) {
        return database.host().query("select * from credit_transactions where user_id = '" + user + "' order by id");
    }

    /** It is not due at the cutover, and is by the clock of every database. */
    private static Transaction receipt(int number, int user) {
        return new Transaction(number, user, 100L, AdoptionDatabase.NOW.minus(Duration.ofDays(175)));
    }
}
