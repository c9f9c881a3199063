package io.creditledger.jdbc.legacy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code credit_transactions}.
 *
 * @param user whose it is; by the id that the table of users has, if there is such a user
 * @param id the row's id, as the database's own text
 * @param amount credits received (positive) or spent (negative); null in a dirty row
 * @param createdAt when; null in a dirty row
 * @param expiresAt what an upgraded database says of its expiry; null if it says nothing
 */
record LegacyTransaction(
        String user,
        String id,
        @Nullable Long amount,
        @Nullable Instant createdAt,
        @Nullable Instant expiresAt) {}
