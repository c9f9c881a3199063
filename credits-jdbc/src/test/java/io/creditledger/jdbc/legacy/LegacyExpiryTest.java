package io.creditledger.jdbc.legacy;

import static io.creditledger.jdbc.legacy.SellingHost.daysAgo;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.Credits;
import io.creditledger.jdbc.EveryDatabase;
import io.creditledger.jdbc.TestDatabase;
import io.creditledger.jdbc.Threads;
import io.creditledger.jdbc.legacy.LegacyRows.Transaction;
import io.creditledger.jdbc.legacy.LegacyRows.User;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Running the expiry of legacy tables, and recalculating their balances. */
@EveryDatabase
class LegacyExpiryTest {
    private static final int USERS = 6;
    private static final int STEPS = 50;
    private static final UpgradeSettings KEEPING = UpgradeSettings.DEFAULTS.unexplained(Unexplained.KEEP);

    private final TestDatabase server;

    LegacyExpiryTest(TestDatabase server) {
        this.server = server;
    }

    @Test
    void right_after_the_upgrade_every_recalculated_balance_is_the_stored_one() {
        for (UpgradeSettings settings : List.of(
                UpgradeSettings.DEFAULTS,
                UpgradeSettings.DEFAULTS.recalculation(Recalculation.SUM),
                KEEPING,
                KEEPING.recalculation(Recalculation.SUM))) {
            LegacyRows rows = LegacyGenerator.dirty(5, 25, 8).rows();
            try (SellingHost host = SellingHost.with(server, SellingHost.uptodate(rows))) {
                host.upgraded(settings);

                assertThat(host.reports.balances(1_000)).hasSize(25).allSatisfy(balance -> {
                    RecalculatedBalance again =
                            host.reports.recalculate(balance.account()).orElseThrow();
                    assertThat(again.isKnown()).isTrue();
                    assertThat(again.stored()).isEqualTo(balance.balance());
                    assertThat(again.difference()).as(settings + " " + again).isZero();
                });
            }
        }
    }

    @Test
    void a_host_that_goes_on_selling_keeps_the_balances_that_single_credits_come_to() {
        Life life = new Life(3);
        try (SellingHost host = life.begin(server)) {
            for (int step = 0; step < STEPS; step++) {
                life.step(host);
            }
            life.sweep(host);
            assertThat(life.expired).isPositive();
            assertThat(host.reports.affectedByExpiry(USERS))
                    .allSatisfy(user -> assertThat(user.account().expired().value())
                            .isEqualTo(life.of(host, user).lost()));
        }
    }

    /** Random days of a few users, in the database and credit by credit. */
    private static final class Life {
        private final SplittableRandom random;
        private final Map<Integer, CreditQueue> queues = new HashMap<>();
        private long expired;

        Life(long seed) {
            random = new SplittableRandom(seed);
        }

        /** User 1 spent without receipts before, and user 2 has credits that nothing explains. */
        SellingHost begin(TestDatabase server) {
            LegacyRows rows = new LegacyRows(
                    IntStream.rangeClosed(1, USERS)
                            .mapToObj(number -> new User(number, number == 2 ? 25L : 0L))
                            .toList(),
                    List.of(new Transaction(1, 1, -40L, daysAgo(20))),
                    List.of());
            SellingHost host = SellingHost.with(server, rows).upgraded(KEEPING);
            IntStream.rangeClosed(1, USERS)
                    .forEach(number -> queues.put(number, new CreditQueue(host.credits(number))));
            return host;
        }

        void step(SellingHost host) {
            int user = 1 + random.nextInt(USERS);
            CreditQueue queue = queue(user);
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> receive(host, user, 1 + random.nextInt(100));
                case 3, 4, 5 -> spend(host, user, queue.balance() == 0 ? 0 : random.nextLong(queue.balance() + 1));
                case 6 -> pass(host, 1 + random.nextInt(70));
                default -> sweep(host);
            }
        }

        private void receive(SellingHost host, int user, long amount) {
            host.move(user, amount);
            queue(user).receive(BruteForce.expiry(daysAgo(0), 6, daysAgo(0)), amount);
        }

        private void spend(SellingHost host, int user, long amount) {
            host.move(user, -amount);
            queue(user).spend(amount);
        }

        /** The dates of expiry are given by the run, so it comes first; else months would be counted from other days. */
        private void pass(SellingHost host, int days) {
            sweep(host);
            host.pass(days);
            queues.values().forEach(queue -> queue.pass(days));
        }

        void sweep(SellingHost host) {
            queues.keySet()
                    .forEach(user -> assertThat(host.recalculated(user).difference())
                            .as("user %s before the run", user)
                            .isZero());
            Instant now = daysAgo(0);
            long lost = queues.values().stream()
                    .mapToLong(queue -> queue.expire(now))
                    .sum();

            assertThat(host.reports.expireNow().expired()).isEqualTo(Credits.of(lost));
            assertThat(host.reports.expireNow()).isEqualTo(LegacySweep.NOTHING);

            expired += lost;
            queues.forEach((user, queue) -> {
                assertThat(host.credits(user)).as("user " + user).isEqualTo(queue.balance());
                assertThat(host.recalculated(user).difference()).isZero();
            });
        }

        private CreditQueue queue(int user) {
            return Objects.requireNonNull(queues.get(user));
        }

        CreditQueue of(SellingHost host, AffectedUser affected) {
            return queues.entrySet().stream()
                    .filter(entry -> host.account(entry.getKey())
                            .equals(affected.account().account()))
                    .findFirst()
                    .orElseThrow()
                    .getValue();
        }
    }

    @Test
    void what_expires_under_the_sum_is_taken_off_whole() {
        LegacyRows rows = new LegacyRows(
                List.of(new User(1, 120L)),
                List.of(
                        new Transaction(1, 1, 100L, daysAgo(170)),
                        new Transaction(2, 1, 50L, daysAgo(20)),
                        new Transaction(3, 1, -30L, daysAgo(10))),
                List.of());
        try (SellingHost host =
                SellingHost.with(server, rows).upgraded(UpgradeSettings.DEFAULTS.recalculation(Recalculation.SUM))) {
            assertThat(host.credits(1)).isEqualTo(120);
            host.pass(20);

            assertThat(host.recalculated(1).recalculated()).isEqualTo(120);
            assertThat(host.reports.expireNow()).isEqualTo(new LegacySweep(1, 1, Credits.of(100)));

            assertThat(host.credits(1)).isEqualTo(20);
            assertThat(host.recalculated(1).difference()).isZero();
        }
    }

    @Test
    void a_user_who_came_after_the_upgrade_keeps_what_no_receipt_gave() {
        try (SellingHost host = SellingHost.with(server, SellingHost.users(1)).upgraded()) {
            host.host.insert(new LegacyRows(List.of(new User(2, 100L)), List.of(), List.of()));
            host.move(2, 50);
            host.move(2, -30);
            assertThat(host.recalculated(2).isKnown()).isFalse();
            assertThat(host.reports
                            .storeRecalculated(host.account(2))
                            .orElseThrow()
                            .stored())
                    .isEqualTo(120);
            host.pass(200);

            assertThat(host.reports.expireNow()).isEqualTo(new LegacySweep(1, 1, Credits.of(20)));

            assertThat(host.credits(2)).isEqualTo(100);
            assertThat(host.recalculated(2).isKnown()).isTrue();
            assertThat(host.recalculated(2).difference()).isZero();
        }
    }

    @Test
    void a_balance_that_went_wrong_is_stored_again() {
        try (SellingHost host = SellingHost.with(server, SellingHost.users(2)).upgraded()) {
            host.move(1, 100);
            host.move(1, -30);
            host.setCredits(1, 7);
            assertThat(host.recalculated(1).difference()).isEqualTo(-63);

            RecalculatedBalance stored =
                    host.reports.storeRecalculated(host.account(1)).orElseThrow();

            assertThat(stored).isEqualTo(host.recalculated(1));
            assertThat(stored.stored()).isEqualTo(70);
            assertThat(host.credits(2)).isZero();
        }
    }

    @Test
    void what_is_due_is_taken_off_by_a_run_alone_so_that_a_rollback_gives_it_back() {
        try (SellingHost host =
                SellingHost.with(server, SellingHost.receivedDaysAgo(170)).upgraded()) {
            host.pass(20);
            host.setCredits(1, 30);

            host.reports.storeRecalculated(host.account(1));
            assertThat(host.credits(1)).isEqualTo(100);
            assertThat(host.reports.expireNow()).isEqualTo(new LegacySweep(1, 1, Credits.of(100)));
            assertThat(host.credits(1)).isZero();

            LegacyUpgrade.of(host.database()).rollback();
            assertThat(host.credits(1)).isEqualTo(100);
        }
    }

    @Test
    void columns_of_the_host_stay_as_they_are() {
        LegacyRows rows = new LegacyRows(
                List.of(new User(1, 150L)),
                List.of(new Transaction(1, 1, 100L, daysAgo(170)), new Transaction(2, 1, 50L, daysAgo(20))),
                List.of());
        try (SellingHost host = SellingHost.with(server, rows).upgraded()) {
            host.execute("insert into credit_transactions (id, user_id, amount) values (7, 1, 3), (8, null, 3)");
            host.pass(20);
            host.setCredits(1, 140);
            List<List<Map<String, @Nullable String>>> before = host.host.ownColumns();

            host.reports.storeRecalculated(host.account(1));
            host.reports.expireNow();

            assertThat(host.host.ownColumns()).isEqualTo(before);
        }
    }

    @Test
    void ids_and_times_of_every_type_will_do() {
        for (IdType ids : IdType.values()) {
            @Nullable ZoneId zone = ids == IdType.BIGINT ? null : ZoneId.of("-09:30");
            try (SellingHost host = SellingHost.with(server, ids, zone, SellingHost.receivedDaysAgo(100))
                    .upgraded(UpgradeSettings.DEFAULTS.zone(zone == null ? ZoneOffset.UTC : zone))) {
                host.move(1, -40);
                host.pass(100);
                assertThat(host.reports.expireNow()).isEqualTo(new LegacySweep(1, 1, Credits.of(60)));
                host.move(1, 80);
                host.move(1, -30);

                assertThat(host.recalculated(1).recalculated()).isEqualTo(50);
                assertThat(host.reports
                                .storeRecalculated(host.account(1))
                                .orElseThrow()
                                .difference())
                        .isZero();
                assertThat(host.credits(1)).isEqualTo(50);
            }
        }
    }

    @Test
    void receipts_of_nobody_are_marked_and_touch_no_balance() {
        LegacyRows rows =
                new LegacyRows(List.of(new User(1, 5L)), List.of(new Transaction(1, 99, 10L, daysAgo(100))), List.of());
        try (SellingHost host = SellingHost.with(server, rows).upgraded(KEEPING)) {
            host.execute("insert into credit_transactions (id, user_id, amount) values (7, null, 3)");
            host.reports.expireNow();
            host.pass(200);

            assertThat(host.reports.expireNow()).isEqualTo(new LegacySweep(1, 1, Credits.ZERO));

            assertThat(host.reports.expired().grants()).isEqualTo(2);
            assertThat(host.reports.expireNow()).isEqualTo(LegacySweep.NOTHING);
            assertThat(host.credits(1)).isEqualTo(5);
        }
    }

    @Test
    void a_few_users_at_a_time_come_to_the_same() {
        try (SellingHost host = SellingHost.with(server, SellingHost.users(5)).upgraded()) {
            IntStream.rangeClosed(1, 5).forEach(user -> host.move(user, 10));
            host.reports.expireNow();
            host.pass(200);

            assertThat(host.reports.expireNow(2)).isEqualTo(new LegacySweep(5, 5, Credits.of(50)));
        }
    }

    @Test
    void runs_at_once_take_what_expired_once_while_the_product_goes_on() throws Exception {
        try (SellingHost host =
                SellingHost.with(server, SellingHost.users(USERS)).upgraded()) {
            IntStream.rangeClosed(1, USERS).forEach(user -> host.move(user, 100));
            host.reports.expireNow();
            host.pass(200);
            IntStream.rangeClosed(1, USERS).forEach(user -> host.move(user, 1_000));
            CyclicBarrier barrier = new CyclicBarrier(4);
            List<Callable<LegacySweep>> work = List.of(
                    () -> host.reports.expireNow(2),
                    () -> host.reports.expireNow(2),
                    () -> spend(host),
                    () -> spend(host));

            List<LegacySweep> done = new ArrayList<>();
            try (Threads threads = new Threads()) {
                List<Future<LegacySweep>> started = new ArrayList<>();
                for (Callable<LegacySweep> each : work) {
                    started.add(threads.start(() -> {
                        barrier.await(30, TimeUnit.SECONDS);
                        return each.call();
                    }));
                }
                started.forEach(future -> done.add(Threads.result(future)));
            }

            long lost =
                    done.stream().mapToLong(sweep -> sweep.expired().value()).sum();
            long left = IntStream.rangeClosed(1, USERS).mapToLong(host::credits).sum();
            assertThat(left).isEqualTo(USERS * 1_100L - lost - 2 * 5 * 10);
            assertThat(host.reports.expired().expired()).isEqualTo(Credits.of(lost));
            assertThat(host.reports.expireNow()).isEqualTo(LegacySweep.NOTHING);
        }
    }

    private static LegacySweep spend(SellingHost host) {
        for (int i = 0; i < 5; i++) {
            host.move(1 + i, -10);
        }
        return LegacySweep.NOTHING;
    }
}
