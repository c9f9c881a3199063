package io.creditledger.jdbc.legacy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts dirty rows by kind, and keeps the first few of each as samples. */
final class DirtyCount {
    private final int samples;
    private final Map<DirtyKind, DirtyRows> found = new EnumMap<>(DirtyKind.class);

    DirtyCount(int samples) {
        this.samples = samples;
    }

    void add(DirtyKind kind, String id) {
        add(kind, 1, List.of(id));
    }

    /** Adds rows that were counted elsewhere, some of them with their ids. */
    void add(DirtyKind kind, long count, List<String> ids) {
        if (count == 0) {
            return;
        }
        DirtyRows before = found.get(kind);
        List<String> kept = new ArrayList<>(before == null ? List.of() : before.samples());
        ids.stream().limit((long) samples - kept.size()).forEach(kept::add);
        found.put(kind, new DirtyRows(kind, (before == null ? 0 : before.count()) + count, kept));
    }

    void addAll(DirtyCount other) {
        other.found.values().forEach(rows -> add(rows.kind(), rows.count(), rows.samples()));
    }

    /** Returns what was found, in the order of the kinds. */
    List<DirtyRows> rows() {
        return List.copyOf(found.values());
    }
}
