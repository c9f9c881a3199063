package io.creditledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.creditledger.AccountId;
import io.creditledger.BulkOutcome;
import io.creditledger.BulkResult;
import io.creditledger.ChargeCredits;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.EntryType;
import io.creditledger.GroupCommit;
import io.creditledger.IdempotencyKey;
import io.creditledger.LedgerTime;
import io.creditledger.LedgerUnavailableException;
import io.creditledger.testkit.contract.LedgerInvariants;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Callers and a bulk run go on charging while the server is killed again and again. A few seconds by default; {@code
 * -Dcreditledger.soak.seconds=300} makes a campaign of it.
 */
class ServerKillTest {
    private static final Duration DURATION = Duration.ofSeconds(Long.getLong("creditledger.soak.seconds", 5));
    private static final int LEAST_KILLS = 2;
    private static final int CALLERS = 12;
    private static final int ACCOUNTS = 20;
    private static final int BULK_ITEMS = 300;

    private final long seed = Long.getLong("creditledger.seed", System.nanoTime());
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final KillablePostgres server;
    private final HikariDataSource database = new HikariDataSource();

    ServerKillTest(@TempDir Path folder) {
        server = new KillablePostgres(folder);
        database.setJdbcUrl(server.url());
        database.setMaximumPoolSize(6);
        database.setConnectionTimeout(3_000);
        database.setInitializationFailTimeout(-1);
    }

    @AfterEach
    void stop() {
        isOver.set(true);
        database.close();
        server.close();
    }

    @Test
    void every_acknowledged_charge_is_there_once_however_often_the_server_is_killed() {
        try (JdbcCreditLedger ledger = JdbcCreditLedger.on(database)
                        .policy(CreditPolicy.builder()
                                .signUpCredits(Credits.of(1_000_000_000L))
                                .build())
                        .migrating()
                        .grouped(GroupCommit.DEFAULTS)
                        .build();
                Threads threads = new Threads()) {
            IntStream.range(0, ACCOUNTS).forEach(number -> ledger.open(account(number)));
            List<Future<Boolean>> callers = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                String name = "caller-" + caller;
                callers.add(threads.start(() -> call(ledger, name)));
            }
            callers.add(threads.start(() -> callInBulk(ledger)));

            int kills = killAgainAndAgain();
            isOver.set(true);

            callers.forEach(caller -> assertThat(Threads.result(caller)).isTrue());
            assertThat(kills).as("kills, seed %s", seed).isGreaterThanOrEqualTo(LEAST_KILLS);
            assertThat(acknowledged)
                    .as("charges, after %s calls without an answer, seed %s", unanswered, seed)
                    .hasSizeGreaterThan(CALLERS);
            assertThatChargesAre(acknowledged);
        }
    }

    private int killAgainAndAgain() {
        SplittableRandom random = new SplittableRandom(seed);
        long begun = System.nanoTime();
        int kills = 0;
        while (kills < LEAST_KILLS || System.nanoTime() - begun < DURATION.toNanos()) {
            int before = acknowledged.size();
            Await.until("charges are made again", () -> acknowledged.size() > before + CALLERS);
            LockSupport.parkNanos(random.nextLong(Duration.ofSeconds(1).toNanos()));
            server.killAndRestart();
            kills++;
        }
        return kills;
    }

    /** Whoever gets no answer asks again with the same key. */
    private boolean call(JdbcCreditLedger ledger, String name) {
        for (int number = 0; !isOver.get(); number++) {
            ChargeCredits charge = charge(name + ":" + number);
            boolean isAnswered = false;
            while (!isAnswered) {
                try {
                    ledger.charge(charge);
                    isAnswered = true;
                } catch (LedgerUnavailableException e) {
                    unanswered.incrementAndGet();
                }
            }
            acknowledged.add(charge.key().value());
        }
        return true;
    }

    private boolean callInBulk(JdbcCreditLedger ledger) {
        for (int run = 0; !isOver.get(); run++) {
            String name = "bulk-" + run;
            List<ChargeCredits> charges = IntStream.range(0, BULK_ITEMS)
                    .mapToObj(number -> charge(name + ":" + number))
                    .toList();
            BulkResult result = null;
            while (result == null || result.refused() > 0) {
                try {
                    result = ledger.chargeAll(charges, this::acknowledge);
                } catch (LedgerUnavailableException e) {
                    unanswered.incrementAndGet();
                }
            }
        }
        return true;
    }

    private void acknowledge(BulkOutcome<ChargeCredits, ?> outcome) {
        if (outcome instanceof BulkOutcome.Done) {
            acknowledged.add(outcome.command().key().value());
        }
    }

    private static ChargeCredits charge(String key) {
        return ChargeCredits.of(
                account(Math.floorMod(key.hashCode(), ACCOUNTS)), Credits.of(1), IdempotencyKey.of(key));
    }

    private static AccountId account(int number) {
        return AccountId.of("account-" + number);
    }

    /** Goes from account to account: in five minutes millions of charges are made. */
    private void assertThatChargesAre(Set<String> missing) {
        JdbcStore store = new JdbcStore(
                OwnTransactions.on(database, Dialect.POSTGRESQL, false, Backoff.DEFAULT), Dialect.POSTGRESQL);
        for (int number = 0; number < ACCOUNTS; number++) {
            List<String> unexpected = new ArrayList<>();
            store.journal(account(number), LedgerTime.MAX, entry -> {
                if (entry.request() != null
                        && entry.type() == EntryType.CHARGE
                        && !missing.remove(entry.request().key().value())) {
                    unexpected.add(entry.request().key().value());
                }
            });
            assertThat(unexpected)
                    .as("charges that nobody asked for, or that were made twice, seed %s", seed)
                    .isEmpty();
            LedgerInvariants.assertHold(store, account(number));
        }
        assertThat(missing)
                .as("acknowledged charges that are not there, seed %s", seed)
                .isEmpty();
    }
}
