package io.creditledger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the store in memory does where the engine does not go. */
class InMemoryStoreTest {
    private static final AccountId ALICE = AccountId.of("alice");
    private static final AccountId BOB = AccountId.of("bob");

    @Test
    void rows_that_are_made_in_two_steps_of_a_transaction_are_all_there() {
        InMemoryStore store = new InMemoryStore();

        Set<AccountId> locked = store.transact(transaction -> {
            transaction.createIfAbsent(new TreeSet<>(Set.of(ALICE)));
            transaction.createIfAbsent(new TreeSet<>(Set.of(BOB)));
            return transaction.lock(new TreeSet<>(Set.of(ALICE, BOB))).keySet();
        });

        assertThat(locked).containsExactlyInAnyOrder(ALICE, BOB);
        assertThat(store.accounts(null, 10)).isEqualTo(List.of(ALICE, BOB));
    }
}
