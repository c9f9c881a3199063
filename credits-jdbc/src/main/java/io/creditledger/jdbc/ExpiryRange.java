package io.creditledger.jdbc;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Between which instants grants expire or expired.
 *
 * @param earliest the first expiry; null if no grant expires
 * @param latest the last expiry; null if no grant expires
 * @param grants the number of grants that expire
 * @param never the number of grants that do not
 */
public record ExpiryRange(
        @Nullable Instant earliest, @Nullable Instant latest, long grants, long never) {}
