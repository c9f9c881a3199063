package io.creditledger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.EntryType;
import io.creditledger.Fingerprint;
import io.creditledger.IdempotencyKey;
import io.creditledger.LedgerTime;
import io.creditledger.Metadata;
import io.creditledger.Request;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JournalTest {
    private static final AccountId ALICE = AccountId.of("alice");
    private static final AccountId BOB = AccountId.of("bob");
    private static final Fingerprint ASKED = Fingerprint.of(Map.of("type", "charge"));

    private final Journal journal = new Journal();

    @Test
    void the_lines_of_an_account_are_told_backwards_without_those_of_others_between_them() {
        Entry first = line(ALICE, 1, 0, "a");
        Entry second = line(ALICE, 2, 0, "b");

        int place = journal.append(first, Journal.NOWHERE);
        journal.append(line(BOB, 1, 0, "a"), Journal.NOWHERE);
        int last = journal.append(second, place);

        assertThat(journal.backwardsFrom(last)).containsExactly(second, first);
    }

    @Test
    void an_account_without_lines_has_none() {
        assertThat(journal.backwardsFrom(Journal.NOWHERE)).isEmpty();
    }

    @Test
    void a_transaction_ends_where_the_next_one_begins() {
        List<Entry> transaction = List.of(line(ALICE, 1, 0, "a"), line(ALICE, 1, 1, null));
        int place = Journal.NOWHERE;
        for (Entry line : transaction) {
            place = journal.append(line, place);
        }
        journal.append(line(ALICE, 2, 0, "b"), place);

        assertThat(transactionOf(ALICE, "a")).isEqualTo(transaction);
    }

    @Test
    void the_same_key_in_two_accounts_is_two_transactions() {
        Entry ofAlice = line(ALICE, 1, 0, "a");
        Entry ofBob = line(BOB, 1, 0, "a");
        journal.append(ofAlice, Journal.NOWHERE);
        journal.append(ofBob, Journal.NOWHERE);

        assertThat(transactionOf(ALICE, "a")).containsExactly(ofAlice);
        assertThat(transactionOf(BOB, "a")).containsExactly(ofBob);
    }

    @Test
    void keys_with_the_same_hash_are_told_apart() {
        Entry line = line(ALICE, 1, 0, "Aa");
        journal.append(line, Journal.NOWHERE);

        assertThat("Aa").hasSameHashCodeAs("BB");
        assertThat(transactionOf(ALICE, "BB")).isEmpty();
        assertThat(transactionOf(ALICE, "Aa")).containsExactly(line);
    }

    @Test
    void thousands_of_lines_are_all_found_by_their_keys_and_in_their_order() {
        List<Entry> lines = IntStream.rangeClosed(1, 5_000)
                .mapToObj(seq -> line(ALICE, seq, 0, "key-" + seq))
                .toList();
        int place = Journal.NOWHERE;
        for (Entry line : lines) {
            place = journal.append(line, place);
        }

        assertThat(lines)
                .allSatisfy(line ->
                        assertThat(transactionOf(ALICE, "key-" + line.seq())).containsExactly(line));
        assertThat(journal.backwardsFrom(place).map(Entry::seq))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 5_000)
                        .mapToObj(back -> 5_001L - back)
                        .toList());
        assertThat(transactionOf(ALICE, "key-0")).isEmpty();
    }

    private List<Entry> transactionOf(AccountId account, String key) {
        return journal.transactionOf(account, IdempotencyKey.of(key));
    }

    private static Entry line(AccountId account, long seq, int line, @Nullable String key) {
        Request request = key == null ? null : new Request(IdempotencyKey.of(key), ASKED, null, Metadata.none());
        return new Entry(
                account,
                seq,
                line,
                EntryType.CHARGE,
                null,
                0,
                Credits.ZERO,
                LedgerTime.MIN,
                LedgerTime.MIN,
                request,
                null);
    }
}
