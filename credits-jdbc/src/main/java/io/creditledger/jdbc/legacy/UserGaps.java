package io.creditledger.jdbc.legacy;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Counts the users whose {@code credits}, sum and replay differ, and keeps those with the largest gaps. */
final class UserGaps {
    private static final Comparator<PlannedUser> LARGEST_FIRST =
            Comparator.comparingLong(PlannedUser::gap).reversed().thenComparing(PlannedUser::id);

    private final int limit;
    private final PriorityQueue<PlannedUser> largest = new PriorityQueue<>(LARGEST_FIRST.reversed());
    private long count;

    UserGaps(int limit) {
        this.limit = limit;
    }

    void add(PlannedUser user) {
        if (user.gap() == 0) {
            return;
        }
        count++;
        largest.add(user);
        if (largest.size() > limit) {
            largest.remove();
        }
    }

    long count() {
        return count;
    }

    List<PlannedUser> largestFirst() {
        return largest.stream().sorted(LARGEST_FIRST).toList();
    }
}
