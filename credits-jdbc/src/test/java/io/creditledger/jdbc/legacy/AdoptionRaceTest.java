package io.creditledger.jdbc.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.jdbc.Await;
import io.creditledger.jdbc.EveryDatabase;
import io.creditledger.jdbc.TestDatabase;
import io.creditledger.jdbc.Threads;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Nodes that adopt at once, and a writer of the host's that is still at work. */
@EveryDatabase
class AdoptionRaceTest {
    private static final int NODES = 3;
    private static final LegacyRows ROWS = LegacyGenerator.dirty(61, 60, 8).rows();

    private final AdoptionDatabase database;

    AdoptionRaceTest(TestDatabase server) {
        database = AdoptionDatabase.with(server, ROWS);
    }

    @Test
    void nodes_that_adopt_at_once_share_one_run() throws Exception {
        AdoptionResult alone = database.adjusting().adopt();
        Map<String, List<String>> expected = AdoptionDump.of(database.host(), alone.run());
        database.adjusting().rollback(Objects.requireNonNull(alone.run()));

        CyclicBarrier barrier = new CyclicBarrier(NODES);
        List<AdoptionResult> results = new ArrayList<>();
        try (Threads threads = new Threads()) {
            List<Future<AdoptionResult>> nodes = new ArrayList<>();
            for (int node = 0; node < NODES; node++) {
                nodes.add(threads.start(() -> {
                    LegacyAdoption adoption = database.adjusting();
                    barrier.await();
                    return adoption.adopt();
                }));
            }
            for (Future<AdoptionResult> node : nodes) {
                results.add(Threads.result(node));
            }
        }

        assertThat(results)
                .filteredOn(result -> result.run() != null)
                .isNotEmpty()
                .allSatisfy(result -> {
                    assertThat(result.users()).isEqualTo(60);
                    assertThat(AdoptionDump.of(database.host(), result.run())).isEqualTo(expected);
                });
        database.ledgers().assertInvariants();
    }

    @Test
    void a_host_that_spends_at_the_same_time_comes_before_or_after_but_not_in_between() throws Exception {
        try (Threads threads = new Threads();
                Connection host = database.dataSource().getConnection()) {
            host.setAutoCommit(false);
            TestDatabase.execute(
                    host,
                    "update users set credits = 1000000 where id = 1",
                    "insert into credit_transactions (id, user_id, amount, created_at)"
                            + " select 999999, 1, 1000000 - coalesce(sum(amount), 0), max(created_at)"
                            + " from credit_transactions where user_id = 1");
            Future<AdoptionResult> adopting =
                    threads.start(() -> database.refusing().adopt());
            awaitAdoption();
            host.commit();

            assertThat(Threads.result(adopting).refused())
                    .extracting(RefusedUser::user)
                    .doesNotContain("1");
        }
        assertThat(database.ledgers()
                        .count("select received - spent from credit_adopted_account where account_id = '1'"))
                .isEqualTo(1_000_000);
    }

    private void awaitAdoption() {
        Await.until(
                "the adoption waits for the host",
                () -> database.ledgers().count("select count(*) from credit_adoption") > 0
                        && database.ledgers().lockWaits() > 0);
    }
}
