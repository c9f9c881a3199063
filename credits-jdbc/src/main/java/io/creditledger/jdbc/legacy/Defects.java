package io.creditledger.jdbc.legacy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what was examined and what of it is wrong, by subject, and keeps the first few wrong ones as samples. */
final class Defects {
    private final int samples;
    private final Map<CheckSubject, Check.Each> found = new EnumMap<>(CheckSubject.class);

    Defects(int samples) {
        this.samples = samples;
    }

    void examined(CheckSubject subject, long count) {
        add(new Check.Each(subject, count, 0, List.of()));
    }

    /** Notes one thing that was examined; right if nothing is said about it. */
    void examine(CheckSubject subject, boolean isRight, String sample) {
        add(new Check.Each(subject, 1, isRight ? 0 : 1, isRight ? List.of() : List.of(sample)));
    }

    void addAll(Defects other) {
        other.found.values().forEach(this::add);
    }

    Check.Each of(CheckSubject subject) {
        return found.getOrDefault(subject, new Check.Each(subject, 0, 0, List.of()));
    }

    void add(Check.Each more) {
        Check.Each before = of(more.subject());
        List<String> kept = new ArrayList<>(before.samples());
        more.samples().stream().limit((long) samples - kept.size()).forEach(kept::add);
        found.put(
                more.subject(),
                new Check.Each(
                        more.subject(), before.examined() + more.examined(), before.wrong() + more.wrong(), kept));
    }
}
