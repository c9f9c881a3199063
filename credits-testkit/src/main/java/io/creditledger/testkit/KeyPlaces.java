package io.creditledger.testkit;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * In which places of a journal the lines are whose keys have a given hash. A table of numbers: the upper half of each is a
 * hash, the lower half a place, and -1 is free. It is at most half full, and what finds its slot taken goes to the next one.
 *
 * <p>Not thread-safe.
 */
final class KeyPlaces {
    private static final long FREE = -1;

    private long[] table = emptyTable(16);
    private int size;

    void add(int hash, int place) {
        if (2 * ++size > table.length) {
            grow();
        }
        put((long) hash << 32 | place);
    }

    /** Returns the first place that has this hash and is the wanted one; {@link Journal#NOWHERE} if there is none. */
    int find(int hash, IntPredicate isWanted) {
        for (int slot = slotOf(hash); table[slot] != FREE; slot = after(slot)) {
            int place = (int) table[slot];
            if (hashIn(table[slot]) == hash && isWanted.test(place)) {
                return place;
            }
        }
        return Journal.NOWHERE;
    }

    private void put(long hashAndPlace) {
        int slot = slotOf(hashIn(hashAndPlace));
        while (table[slot] != FREE) {
            slot = after(slot);
        }
        table[slot] = hashAndPlace;
    }

    private void grow() {
        long[] former = table;
        table = emptyTable(2 * former.length);
        for (long hashAndPlace : former) {
            if (hashAndPlace != FREE) {
                put(hashAndPlace);
            }
        }
    }

    private static long[] emptyTable(int length) {
        long[] table = new long[length];
        Arrays.fill(table, FREE);
        return table;
    }

    /** Hashes of similar keys lie close together; the golden ratio scatters them over the table. */
    private int slotOf(int hash) {
        return (hash * 0x9E3779B9) >>> Integer.numberOfLeadingZeros(table.length - 1);
    }

    private int after(int slot) {
        return (slot + 1) & (table.length - 1);
    }

    private static int hashIn(long hashAndPlace) {
        return (int) (hashAndPlace >>> 32);
    }
}
