package io.creditledger.benchmarks.adoption;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/** Watches how much of the heap is in use: the most that a collection left, in MB. */
final class HeapWatch implements AutoCloseable {
    private static final double MEGABYTE = 1 << 20;

    private final Set<String> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toSet());
    private final AtomicLong mostAfterCollection = new AtomicLong();
    private final NotificationListener listener = (collected, handback) -> note(collected);

    private HeapWatch() {}

    static HeapWatch begin() {
        HeapWatch watch = new HeapWatch();
        collectors().forEach(collector -> collector.addNotificationListener(watch.listener, null, null));
        return watch;
    }

    private static List<NotificationEmitter> collectors() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(NotificationEmitter.class::isInstance)
                .map(NotificationEmitter.class::cast)
                .toList();
    }

    private void note(Notification collected) {
        if (collected.getUserData() instanceof CompositeData data) {
            Map<String, MemoryUsage> left =
                    GarbageCollectionNotificationInfo.from(data).getGcInfo().getMemoryUsageAfterGc();
            long used = left.entrySet().stream()
                    .filter(pool -> pools.contains(pool.getKey()))
                    .mapToLong(pool -> pool.getValue().getUsed())
                    .sum();
            mostAfterCollection.accumulateAndGet(used, Math::max);
        }
    }

    double mostAfterCollection() {
        return mostAfterCollection.get() / MEGABYTE;
    }

    @Override
    public void close() {
        try {
            for (NotificationEmitter collector : collectors()) {
                collector.removeNotificationListener(listener);
            }
        } catch (ListenerNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
