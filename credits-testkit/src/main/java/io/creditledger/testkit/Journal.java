package io.creditledger.testkit;

import io.creditledger.AccountId;
import io.creditledger.Entry;
import io.creditledger.IdempotencyKey;
import io.creditledger.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The lines of all accounts in the order of their commits, each at a place of its own. A line knows the place of the line
 * before it in its account, and the line that bears a request is found by its key.
 *
 * <p>There is one journal for all accounts, because thousands of lists and maps that each grow a little cost more than the
 * charges themselves: the processor has none of them at hand, and the garbage collector visits all of them again and again.
 * Here the newest lines lie side by side, and all else is numbers, which the collector does not follow.
 *
 * <p>Not thread-safe.
 */
final class Journal {
    /** The place before an account's first line. */
    static final int NOWHERE = -1;

    private static final int CHUNK = 1024;

    private final List<Chunk> chunks = new ArrayList<>();
    private final KeyPlaces places = new KeyPlaces();
    private int size;

    /** Lines are kept in chunks, so that they need not be copied as the journal grows. */
    private static final class Chunk {
        final Entry[] lines = new Entry[CHUNK];
        final int[] before = new int[CHUNK];
    }

    /**
     * Adds a line.
     *
     * @param line the line; its account must not have had its key yet
     * @param before the place of the account's last line
     * @return the place of the new line
     */
    int append(Entry line, int before) {
        int place = size++;
        if (place % CHUNK == 0) {
            chunks.add(new Chunk());
        }
        Chunk chunk = chunkOf(place);
        chunk.lines[place % CHUNK] = line;
        chunk.before[place % CHUNK] = before;
        Request request = line.request();
        if (request != null) {
            places.add(hash(line.account(), request.key()), place);
        }
        return place;
    }

    /** Returns the lines of one account, from a place on backwards. */
    Stream<Entry> backwardsFrom(int place) {
        return IntStream.iterate(place, at -> at != NOWHERE, this::before).mapToObj(this::line);
    }

    /** Returns the lines of the transaction that bears a key; none if the account has not had it yet. */
    List<Entry> transactionOf(AccountId account, IdempotencyKey key) {
        int first = places.find(hash(account, key), place -> isOf(line(place), account, key));
        return first == NOWHERE ? List.of() : transactionAt(first);
    }

    /** A transaction's lines are written side by side. */
    private List<Entry> transactionAt(int first) {
        int end = first + 1;
        while (end < size && line(end).line() > 0) {
            end++;
        }
        return IntStream.range(first, end).mapToObj(this::line).toList();
    }

    private static boolean isOf(Entry line, AccountId account, IdempotencyKey key) {
        Request request = line.request();
        return request != null && request.key().equals(key) && line.account().equals(account);
    }

    private static int hash(AccountId account, IdempotencyKey key) {
        return 31 * account.hashCode() + key.hashCode();
    }

    private Entry line(int place) {
        return chunkOf(place).lines[place % CHUNK];
    }

    private int before(int place) {
        return chunkOf(place).before[place % CHUNK];
    }

    private Chunk chunkOf(int place) {
        return chunks.get(place / CHUNK);
    }
}
