package io.creditledger.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A list while it is gathered. Mostly it ends with a single element, which needs neither an array nor a copy. */
final class Few<T> {
    private List<T> elements = List.of();

    void add(T element) {
        if (elements.isEmpty()) {
            elements = List.of(element);
            return;
        }
        if (elements.size() == 1) {
            elements = new ArrayList<>(elements);
        }
        elements.add(element);
    }

    /** What was gathered, the least first; to be read only. */
    List<T> sorted(Comparator<? super T> order) {
        if (elements.size() > 1) {
            elements.sort(order);
        }
        return elements;
    }

    /** What was gathered so far; to be read only. */
    List<T> list() {
        return elements;
    }
}
