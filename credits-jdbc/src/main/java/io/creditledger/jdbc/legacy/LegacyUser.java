package io.creditledger.jdbc.legacy;

import org.jspecify.annotations.Nullable;

/**
 * A row of {@code users}.
 *
 * @param id the id, as the database's own text
 * @param email the address; null if there is none
 * @param credits the balance that the host keeps; null if there is none
 */
record LegacyUser(
        String id, @Nullable String email, @Nullable Long credits) {}
