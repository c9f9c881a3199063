package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.chargeOf;
import static io.creditledger.jdbc.LedgerDatabase.grantOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.Balance;
import io.creditledger.CreditLedger;
import io.creditledger.CreditLedgerException;
import io.creditledger.CreditPolicy;
import io.creditledger.Expiry;
import io.creditledger.GrantCredits;
import io.creditledger.Shortfall;
import io.creditledger.StartTask;
import io.creditledger.Sweep;
import io.creditledger.TaskId;
import io.creditledger.TaskQuery;
import io.creditledger.Tier;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random sequences of changes, by the ledger itself and in transactions of the host that commit or roll back. After every
 * step each user whose account was changed has what is available in it, and every other user has what was there before.
 */
@EveryDatabase
class UserCreditsSequenceTest {
    private static final int STEPS = 120;
    private static final List<AccountId> ACCOUNTS =
            List.of(AccountId.of("1"), AccountId.of("2"), AccountId.of("3"), AccountId.of("team-7"));
    private static final List<AccountId> OPENED = ACCOUNTS.subList(1, 4);

    private final LedgerDatabase database;
    private final HostUsers users;
    private final Map<String, Long> expected = new HashMap<>(Map.of("1", 10L, "2", 10L, "3", 10L));
    private Random random = new Random(0);

    UserCreditsSequenceTest(TestDatabase server) {
        database = LedgerDatabase.emptied(server);
        users = new HostUsers(database).table("bigint", "int").with("1", "2", "3");
    }

    @AfterEach
    void audit() {
        users.close();
        database.assertInvariants();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void after_every_step_the_column_is_what_is_available(long seed) throws SQLException {
        random = new Random(seed);
        JdbcCreditLedger ledger = users.ledger(policy());
        for (AccountId account : OPENED) {
            ledger.open(account);
            expect(account, ledger.balance(account));
        }
        Set<Long> seen = new HashSet<>();
        Map<AccountId, List<Object>> before = traces();
        for (int step = 1; step <= STEPS; step++) {
            play(ledger, step);
            Map<AccountId, List<Object>> after = traces();
            for (AccountId account : after.keySet()) {
                if (!Objects.equals(after.get(account), before.get(account))) {
                    expect(account, ledger.balance(account));
                }
            }
            assertThat(users.all()).as("step %s of seed %s", step, seed).isEqualTo(expected);
            seen.addAll(expected.values());
            before = after;
        }
        assertThat(seen).as("values that the column has had").hasSizeGreaterThan(10);
    }

    private void expect(AccountId account, Balance balance) {
        expected.computeIfPresent(
                account.value(), (user, old) -> balance.available().value());
    }

    private CreditPolicy policy() {
        return CreditPolicy.builder()
                .chargeShortfall(random.nextBoolean() ? Shortfall.OWE : Shortfall.REJECT)
                .expiryMonths(1)
                .build();
    }

    private void play(JdbcCreditLedger ledger, int step) throws SQLException {
        database.clock.advance(Duration.ofHours(random.nextInt(72)));
        if (random.nextInt(3) > 0) {
            tryOn(ledger, step);
            return;
        }
        try (Connection connection = database.hostTransaction()) {
            tryOn(ledger.joining(connection), step);
            if (random.nextBoolean()) {
                connection.commit();
            } else {
                connection.rollback();
            }
        }
    }

    /** Refusals are part of the sequence; they must leave everything as it was. */
    private void tryOn(CreditLedger ledger, int step) {
        try {
            change(ledger, ACCOUNTS.get(random.nextInt(ACCOUNTS.size())), step);
        } catch (CreditLedgerException refusal) {
            assertThat(refusal).hasMessageNotContaining("database");
        }
    }

    private Object change(CreditLedger ledger, AccountId account, int step) {
        String key = "step-" + (random.nextInt(8) == 0 ? random.nextInt(step) : step);
        TaskId task = TaskId.of("task-" + random.nextInt(step));
        return switch (random.nextInt(10)) {
            case 0 -> ledger.open(account);
            case 1, 2 -> ledger.grant(anyGrant(account, key));
            case 3, 4 -> ledger.charge(chargeOf(account, random.nextInt(120), key));
            case 5 -> ledger.tasks().start(StartTask.of(account, TaskId.of("task-" + step), Tier.STANDARD));
            case 6 -> ledger.tasks().complete(task, Duration.ofSeconds(random.nextInt(8)));
            case 7 -> ledger.rewards().dailySignIn(account);
            case 8 -> ledger.tasks().fail(task);
            default -> ledger.expire(Sweep.inBatches().of(1 + random.nextInt(3)));
        };
    }

    private GrantCredits anyGrant(AccountId account, String key) {
        GrantCredits grant = grantOf(account, 1 + random.nextInt(200), key);
        Instant effective = database.clock.instant().plus(Duration.ofDays(random.nextInt(30) - 10));
        return switch (random.nextInt(4)) {
            case 0 -> grant.effectiveFrom(effective);
            case 1 -> grant.effectiveFrom(effective).expiring(Expiry.at(effective.plus(Duration.ofDays(5))));
            case 2 -> grant.expiring(Expiry.never()).withPriority(random.nextInt(3));
            default -> grant;
        };
    }

    /** What a change of an account leaves its traces in, so that it can be told which accounts a step has changed. */
    private Map<AccountId, List<Object>> traces() {
        return database.store().accounts(null, ACCOUNTS.size()).stream()
                .collect(Collectors.toMap(account -> account, this::traces));
    }

    private List<Object> traces(AccountId account) {
        return List.of(
                database.store().holdings(account).orElseThrow().account(),
                database.store().tasks(TaskQuery.of(TaskQuery.Kind.ANY).of(account), STEPS));
    }
}
