package io.creditledger.benchmarks.charging;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/**
 * What all threads of this process have allocated so far.
 *
 * @param bytes the bytes by thread
 */
record Allocations(Map<Long, Long> bytes) {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Allocations now() {
        long[] threads = THREADS.getAllThreadIds();
        long[] allocated = THREADS.getThreadAllocatedBytes(threads);
        Map<Long, Long> bytes = new HashMap<>();
        for (int i = 0; i < threads.length; i++) {
            bytes.put(threads[i], Math.max(0, allocated[i]));
        }
        return new Allocations(bytes);
    }

    /** Returns the bytes that threads which are still there have allocated since. */
    long since(Allocations earlier) {
        return bytes.entrySet().stream()
                .mapToLong(thread -> thread.getValue() - earlier.bytes.getOrDefault(thread.getKey(), 0L))
                .sum();
    }
}
