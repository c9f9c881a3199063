package io.creditledger.engine;

import static io.creditledger.Fixtures.ALICE;
import static io.creditledger.Fixtures.NOON;
import static io.creditledger.Fixtures.YESTERDAY;

import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.Grant;
import io.creditledger.IdempotencyKey;
import io.creditledger.Task;
import io.creditledger.TaskId;
import io.creditledger.spi.Account;
import io.creditledger.spi.AccountChange;
import io.creditledger.spi.Loaded;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What decisions are made on. */
final class States {
    private States() {}

    /** Alice's account, opened yesterday, with these grants and nothing else. */
    static Account account(Grant... grants) {
        long balance = 0;
        long lastGrant = 0;
        for (Grant grant : grants) {
            balance += grant.remaining().value();
            lastGrant = Math.max(lastGrant, grant.number());
        }
        return new Account(
                ALICE,
                Credits.of(balance),
                Credits.ZERO,
                Credits.ZERO,
                1 + grants.length,
                lastGrant,
                YESTERDAY,
                YESTERDAY);
    }

    /** That account at noon. */
    static AccountState atNoon(Grant... grants) {
        return new AccountState(account(grants), NOON, new Loaded(List.of(grants), Map.of(), Map.of()));
    }

    static AccountState unopened() {
        return new AccountState(Account.unopened(ALICE), NOON, new Loaded(List.of(), Map.of(), Map.of()));
    }

    /** That state when a decision on it has come true. */
    static AccountState after(AccountState state, Decision decision) {
        state.advance(decision);
        return state;
    }

    /** That state as the next batch loads it, when the decision was written; with no more known of the past than that. */
    static AccountState loadedAfter(AccountState state, Decision decision) {
        AccountState after = after(state, decision);
        Map<IdempotencyKey, List<Entry>> earlier = decision.entries().stream()
                .filter(entry -> entry.request() != null)
                .collect(Collectors.toMap(
                        entry -> Objects.requireNonNull(entry.request()).key(), entry -> decision.entries()));
        AccountChange change = decision.change();
        Map<TaskId, Task> tasks = Stream.concat(change.started().stream(), change.moved().stream())
                .collect(Collectors.toMap(Task::id, Function.identity()));
        return new AccountState(after.account(), NOON, new Loaded(List.copyOf(after.grants()), earlier, tasks));
    }
}
