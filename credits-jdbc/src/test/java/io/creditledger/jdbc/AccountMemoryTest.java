package io.creditledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.ConsumptionOrder;
import io.creditledger.spi.Account;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is remembered of accounts, and what is forgotten. */
class AccountMemoryTest {
    private final AccountMemory memory = new AccountMemory(3);

    @Test
    void a_new_memory_knows_nothing() {
        assertThat(memory.of(ids("a", "b"))).isEmpty();
    }

    @Test
    void what_is_remembered_is_found_by_its_account_and_nothing_is_said_of_the_others() {
        memory.remember(List.of(known("a"), known("b")));

        assertThat(memory.of(ids("b", "c", "a")))
                .containsOnlyKeys(ids("a", "b"))
                .containsEntry(AccountId.of("a"), known("a"))
                .containsEntry(AccountId.of("b"), known("b"));
        assertThat(memory.of(ids("b"))).containsOnlyKeys(ids("b"));
        assertThat(memory.of(List.of())).isEmpty();
    }

    @Test
    void what_was_learned_later_replaces_what_was_known() {
        memory.remember(List.of(known("a")));
        memory.remember(List.of(known("a").with(List.of(), 2)));

        assertThat(memory.of(ids("a")))
                .containsEntry(AccountId.of("a"), known("a").with(List.of(), 2));
    }

    @Test
    void the_account_that_was_remembered_first_is_forgotten_first() {
        memory.remember(List.of(known("a")));
        memory.remember(List.of(known("b"), known("c"), known("d")));

        assertThat(memory.of(ids("a", "b", "c", "d"))).containsOnlyKeys(ids("b", "c", "d"));
    }

    @Test
    void an_account_that_was_asked_for_is_forgotten_after_those_that_were_not() {
        memory.remember(List.of(known("a"), known("b"), known("c")));
        memory.of(ids("a"));
        memory.remember(List.of(known("d")));
        memory.of(ids("c"));
        memory.remember(List.of(known("e")));

        assertThat(memory.of(ids("a", "b", "c", "d", "e"))).containsOnlyKeys(ids("c", "d", "e"));
    }

    @Test
    void an_account_that_was_learned_again_is_forgotten_after_those_that_were_not() {
        memory.remember(List.of(known("a"), known("b"), known("c")));
        memory.remember(List.of(known("a").with(List.of(), 2)));
        memory.remember(List.of(known("d")));

        assertThat(memory.of(ids("a", "b", "c", "d"))).containsOnlyKeys(ids("a", "c", "d"));
    }

    @Test
    void more_accounts_than_it_may_know_leave_it_with_the_last_ones() {
        memory.remember(IntStream.range(0, 1_000)
                .mapToObj(number -> known("account-" + number))
                .toList());

        List<AccountId> all = IntStream.range(0, 1_000)
                .mapToObj(number -> AccountId.of("account-" + number))
                .toList();
        assertThat(memory.of(all)).containsOnlyKeys(ids("account-997", "account-998", "account-999"));
    }

    @Test
    void a_memory_of_no_accounts_remembers_nothing() {
        AccountMemory.NONE.remember(List.of(known("a")));

        assertThat(AccountMemory.NONE.of(ids("a"))).isEmpty();
    }

    private static List<AccountId> ids(String... accounts) {
        return Stream.of(accounts).map(AccountId::of).toList();
    }

    private static KnownGrants known(String account) {
        return new KnownGrants(
                Account.unopened(AccountId.of(account)),
                ConsumptionOrder.SOONEST_EXPIRY_FIRST,
                Instant.EPOCH,
                List.of(),
                true,
                List.of(),
                0);
    }
}
