package io.creditledger.engine;

import static io.creditledger.Fixtures.ALICE;
import static io.creditledger.Fixtures.NOON;
import static io.creditledger.Fixtures.YESTERDAY;

import io.creditledger.Credits;
import io.creditledger.Grant;
import io.creditledger.spi.Account;
import java.util.List;
import java.util.Map;

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
        return new AccountState(account(grants), NOON, List.of(grants), Map.of(), Map.of());
    }

    static AccountState unopened() {
        return new AccountState(Account.unopened(ALICE), NOON, List.of(), Map.of(), Map.of());
    }

    /** That state when a decision on it has come true. */
    static AccountState after(AccountState state, Decision decision) {
        state.advance(decision);
        return state;
    }
}
