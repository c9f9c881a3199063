package io.creditledger.jdbc.legacy;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code tasks}.
 *
 * @param user whose it is; by the id that the table of users has, if there is such a user
 * @param id the row's id, as the database's own text
 * @param status the host's word for how far it has come; null in a dirty row
 * @param createdAt when it started; null in a dirty row
 * @param completedAt when it was done; null if it is not, or in a dirty row
 * @param outputSeconds what it produced; null where that is not known
 * @param calculated what it costs; null where that is not known
 * @param deducted whether an upgraded database says that it was charged; null if it says nothing
 */
record LegacyTask(
        String user,
        String id,
        @Nullable String status,
        @Nullable Instant createdAt,
        @Nullable Instant completedAt,
        @Nullable BigDecimal outputSeconds,
        @Nullable Long calculated,
        @Nullable Boolean deducted) {}
