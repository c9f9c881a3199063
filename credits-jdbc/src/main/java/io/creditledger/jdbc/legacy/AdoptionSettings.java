package io.creditledger.jdbc.legacy;

import io.creditledger.LedgerTime;
import io.creditledger.Tier;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How a legacy database is adopted. What becomes of differences is the host's to say; all else has a default.
 *
 * <pre>{@code
 * AdoptionSettings.adjusting().withZone(ZoneId.of("Asia/Shanghai"))
 * }</pre>
 *
 * @param differences what becomes of differences to {@code users.credits}
 * @param zone the zone of timestamps that have none; null: the one that the upgrade was told, or else UTC
 * @param batchSize how many users a transaction adopts, from 1 to {@value #MAX_BATCH_SIZE}
 * @param cutover the instant at which expiry begins to exist, not in the future; null: the one of the upgrade, or else the
 *     start of the run
 * @param tier the tier of the adopted tasks
 * @param failed the host's statuses of tasks that ended without a result
 * @param cancelled the host's statuses of tasks that were called off
 */
public record AdoptionSettings(
        Differences differences,
        @Nullable ZoneId zone,
        int batchSize,
        @Nullable Instant cutover,
        Tier tier,
        SortedSet<String> failed,
        SortedSet<String> cancelled) {
    /** The greatest number of users that a transaction adopts. */
    public static final int MAX_BATCH_SIZE = 5_000;

    /** The greatest number of statuses of one kind. */
    public static final int MAX_STATUSES = 16;

    /** The greatest length of a status, in UTF-16 code units. */
    public static final int MAX_STATUS_LENGTH = 50;

    private static final int DEFAULT_BATCH_SIZE = 500;

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if the batch size is out of range, the cutover is not storable, or there are too many
     *     or too long statuses
     */
    public AdoptionSettings {
        Objects.requireNonNull(differences, "differences");
        Objects.requireNonNull(tier, "tier");
        failed = copy(failed);
        cancelled = copy(cancelled);
        if (batchSize < 1 || batchSize > MAX_BATCH_SIZE) {
            throw new IllegalArgumentException(
                    "a batch must have from 1 to " + MAX_BATCH_SIZE + " users, but was to have " + batchSize);
        }
        if (cutover != null) {
            LedgerTime.requireStorable("cutover", cutover);
        }
    }

    /**
     * Returns settings by which accounts are made to agree with {@code users.credits}.
     *
     * @return the settings
     */
    public static AdoptionSettings adjusting() {
        return defaults(Differences.ADJUST);
    }

    /**
     * Returns settings by which users are refused whose {@code users.credits} is not what their transactions leave.
     *
     * @return the settings
     */
    public static AdoptionSettings refusing() {
        return defaults(Differences.REFUSE);
    }

    private static AdoptionSettings defaults(Differences differences) {
        return new AdoptionSettings(
                differences,
                null,
                DEFAULT_BATCH_SIZE,
                null,
                Tier.STANDARD,
                sorted("FAILED", "ERROR"),
                sorted("CANCELLED", "CANCELED"));
    }

    private static SortedSet<String> copy(SortedSet<String> statuses) {
        if (statuses.size() > MAX_STATUSES) {
            throw new IllegalArgumentException(
                    "there must be at most " + MAX_STATUSES + " statuses of a kind, but there were " + statuses.size());
        }
        for (String status : statuses) {
            if (status.length() > MAX_STATUS_LENGTH) {
                throw new IllegalArgumentException(
                        "a status must have at most " + MAX_STATUS_LENGTH + " characters, but one was " + status);
            }
        }
        return Collections.unmodifiableSortedSet(new TreeSet<>(statuses));
    }

    private static SortedSet<String> sorted(String... statuses) {
        SortedSet<String> sorted = new TreeSet<>();
        Collections.addAll(sorted, statuses);
        return sorted;
    }

    /** Returns these settings with another answer to differences. */
    AdoptionSettings with(Differences newDifferences) {
        return new AdoptionSettings(newDifferences, zone, batchSize, cutover, tier, failed, cancelled);
    }

    /**
     * Returns these settings with a zone of timestamps that have none.
     *
     * @param newZone the zone
     * @return the new settings
     */
    public AdoptionSettings withZone(ZoneId newZone) {
        Objects.requireNonNull(newZone, "zone");
        return new AdoptionSettings(differences, newZone, batchSize, cutover, tier, failed, cancelled);
    }

    /**
     * Returns these settings with another number of users for each transaction.
     *
     * @param users from 1 to {@value #MAX_BATCH_SIZE}
     * @return the new settings
     * @throws IllegalArgumentException if the number is out of range
     */
    public AdoptionSettings withBatchSize(int users) {
        return new AdoptionSettings(differences, zone, users, cutover, tier, failed, cancelled);
    }

    /**
     * Returns these settings with a cutover.
     *
     * @param newCutover the instant at which expiry begins to exist, a whole microsecond
     * @return the new settings
     * @throws IllegalArgumentException if the instant is not storable
     */
    public AdoptionSettings withCutover(Instant newCutover) {
        Objects.requireNonNull(newCutover, "cutover");
        return new AdoptionSettings(differences, zone, batchSize, newCutover, tier, failed, cancelled);
    }

    /**
     * Returns these settings with another tier for the adopted tasks.
     *
     * @param newTier the tier
     * @return the new settings
     */
    public AdoptionSettings withTier(Tier newTier) {
        return new AdoptionSettings(differences, zone, batchSize, cutover, newTier, failed, cancelled);
    }

    /**
     * Returns these settings with other statuses of tasks that ended without a result.
     *
     * @param statuses the host's words, exactly
     * @return the new settings
     * @throws IllegalArgumentException if there are too many or too long ones
     */
    public AdoptionSettings withFailed(String... statuses) {
        return new AdoptionSettings(differences, zone, batchSize, cutover, tier, sorted(statuses), cancelled);
    }

    /**
     * Returns these settings with other statuses of tasks that were called off.
     *
     * @param statuses the host's words, exactly
     * @return the new settings
     * @throws IllegalArgumentException if there are too many or too long ones
     */
    public AdoptionSettings withCancelled(String... statuses) {
        return new AdoptionSettings(differences, zone, batchSize, cutover, tier, failed, sorted(statuses));
    }
}
