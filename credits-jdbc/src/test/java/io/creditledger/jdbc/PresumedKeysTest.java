package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static io.creditledger.jdbc.LedgerDatabase.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.ConsumptionOrder;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.EntryType;
import io.creditledger.Fingerprint;
import io.creditledger.IdempotencyKey;
import io.creditledger.Metadata;
import io.creditledger.Request;
import io.creditledger.spi.Account;
import io.creditledger.spi.AccountChange;
import io.creditledger.spi.Demand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which keys the entries prove to have been unused. */
class PresumedKeysTest {
    private final PresumedKeys keys = new PresumedKeys();

    @Test
    void where_none_is_presumed_nothing_is_to_be_proven() {
        assertThat(keys.isEmpty()).isTrue();
        assertThat(keys.areProven()).isTrue();
    }

    @Test
    void what_demands_no_key_presumes_none() {
        keys.presume(demand(ALICE));

        assertThat(keys.isEmpty()).isTrue();
        assertThat(keys.areProven()).isTrue();
    }

    @Test
    void a_presumed_key_is_proven_by_the_entry_that_bears_it() {
        keys.presume(demand(ALICE, "task-1"));
        assertThat(keys.areProven()).isFalse();

        keys.inserted(List.of(change(ALICE, "task-1")));

        assertThat(keys.areProven()).isTrue();
        assertThat(keys.isEmpty()).isFalse();
    }

    @Test
    void the_key_of_a_refused_command_stays_unproven() {
        keys.presume(demand(ALICE, "task-1", "task-2"));

        keys.inserted(List.of(change(ALICE, "task-2")));

        assertThat(keys.areProven()).isFalse();
    }

    @Test
    void each_of_several_keys_needs_an_entry_in_whichever_write() {
        keys.presume(demand(ALICE, "task-1", "task-2"));
        keys.presume(demand(BOB, "task-3"));

        keys.inserted(List.of(change(BOB, "task-3"), change(ALICE, "task-2")));
        assertThat(keys.areProven()).isFalse();
        keys.inserted(List.of(change(ALICE, "task-1")));

        assertThat(keys.areProven()).isTrue();
    }

    @Test
    void entries_with_other_keys_and_without_any_prove_nothing() {
        keys.presume(demand(ALICE, "task-1"));

        keys.inserted(List.of(change(ALICE, "task-2", null), change(ALICE)));

        assertThat(keys.areProven()).isFalse();
    }

    @Test
    void the_same_key_in_another_account_proves_nothing() {
        keys.presume(demand(ALICE, "task-1"));

        keys.inserted(List.of(change(BOB, "task-1")));

        assertThat(keys.areProven()).isFalse();
    }

    @Test
    void entries_whose_keys_were_looked_up_do_not_stand_for_those_that_were_presumed() {
        keys.presume(demand(ALICE, "task-1"));

        keys.inserted(List.of(change(BOB, "task-2"), change(ALICE, "task-1")));

        assertThat(keys.areProven()).isTrue();
    }

    private static Demand demand(AccountId account, String... keys) {
        Set<IdempotencyKey> demanded = Stream.of(keys).map(IdempotencyKey::of).collect(Collectors.toSet());
        return new Demand(
                account, demanded, Set.of(), Instant.EPOCH, ConsumptionOrder.SOONEST_EXPIRY_FIRST, Credits.of(1), 0);
    }

    /** A change with an entry for each key; null: one that nobody asked for. */
    private static AccountChange change(AccountId account, @Nullable String... keys) {
        List<Entry> entries = new ArrayList<>();
        for (String key : keys) {
            entries.add(entry(account, entries.size() + 1, key));
        }
        return new AccountChange(Account.unopened(account), List.of(), List.of(), entries, List.of(), List.of());
    }

    private static Entry entry(AccountId account, int seq, @Nullable String key) {
        Request request = key == null
                ? null
                : new Request(IdempotencyKey.of(key), new Fingerprint("type=charge"), null, Metadata.none());
        return new Entry(
                account, seq, 0, EntryType.CHARGE, null, 0, Credits.ZERO, Instant.EPOCH, Instant.EPOCH, request, null);
    }
}
