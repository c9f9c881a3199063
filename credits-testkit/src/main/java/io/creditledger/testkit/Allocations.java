package io.creditledger.testkit;

import io.creditledger.Allocation;
import java.util.List;
import java.util.stream.Collectors;

/** How failure messages show who paid. */
final class Allocations {
    private Allocations() {}

    static String text(List<Allocation> allocations) {
        return allocations.isEmpty()
                ? "no grant"
                : allocations.stream()
                        .map(allocation -> "'" + allocation.grant() + "' with " + allocation.amount())
                        .collect(Collectors.joining(", "));
    }
}
