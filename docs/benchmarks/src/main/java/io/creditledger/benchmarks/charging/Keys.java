package io.creditledger.benchmarks.charging;

import java.util.concurrent.atomic.AtomicLong;

/** Numbers that nobody in this process has twice, scattered, so that they do not come in the order of an index. */
final class Keys {
    /** Odd, so that a product with it, without the sign, is another one for each number. */
    private static final long SCATTERING = 0x5851_F42D_4C95_7F2DL;

    private static final int BITS_OF_OWNER = 36;
    private static final AtomicLong OWNERS = new AtomicLong();

    private long next = OWNERS.getAndIncrement() << BITS_OF_OWNER;

    /** Not thread-safe: whoever calls has keys of his own. */
    long next() {
        return (next++ * SCATTERING) & Long.MAX_VALUE;
    }
}
