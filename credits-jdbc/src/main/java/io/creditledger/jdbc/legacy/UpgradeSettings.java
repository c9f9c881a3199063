package io.creditledger.jdbc.legacy;

import io.creditledger.CreditPolicy;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the credits of a host are given an expiry. Immutable and thread-safe.
 *
 * <pre>{@code
 * UpgradeSettings settings = UpgradeSettings.DEFAULTS.expiryMonths(12).zone(ZoneId.of("Asia/Shanghai"));
 * }</pre>
 *
 * @param expiryMonths after how many calendar months received credits expire, 1 to {@value CreditPolicy#MAX_EXPIRY_MONTHS}
 * @param zone the zone of {@code created_at}, if that column has none of its own. MariaDB and MySQL know the names of zones
 *     only where their time zone tables are loaded; offsets, and zones that have had one offset since 2000, they always know
 * @param recalculation how balances are calculated
 * @param unexplained what becomes of credits that no transaction explains
 * @param cutover the instant at which expiry begins to exist, cut to microseconds; null: when the upgrade first runs
 * @param batchSize how many users are moved in one transaction, at least 1; H2 moves all in one
 */
public record UpgradeSettings(
        int expiryMonths,
        ZoneId zone,
        Recalculation recalculation,
        Unexplained unexplained,
        @Nullable Instant cutover,
        int batchSize) {
    /** 6 months, UTC, replayed, without what is unexplained, from now on, 1,000 users at a time. */
    public static final UpgradeSettings DEFAULTS =
            new UpgradeSettings(6, ZoneOffset.UTC, Recalculation.REPLAY, Unexplained.DROP, null, 1_000);

    private static final Instant FIXED_SINCE = Instant.parse("2000-01-01T00:00:00Z");

    /** Checks the bounds. */
    public UpgradeSettings {
        if (expiryMonths < 1 || expiryMonths > CreditPolicy.MAX_EXPIRY_MONTHS) {
            throw new IllegalArgumentException("credits expire after 1 to " + CreditPolicy.MAX_EXPIRY_MONTHS
                    + " calendar months, but not after " + expiryMonths);
        }
        if (batchSize < 1) {
            throw new IllegalArgumentException("at least 1 user is moved at a time, but not " + batchSize);
        }
        zone = withoutRules(Objects.requireNonNull(zone, "zone"));
        Objects.requireNonNull(recalculation, "recalculation");
        Objects.requireNonNull(unexplained, "unexplained");
        cutover = cutover == null ? null : cutover.truncatedTo(ChronoUnit.MICROS);
    }

    /** Databases that do not know the zone's name know its offset, if it has but one. */
    private static ZoneId withoutRules(ZoneId zone) {
        boolean fixed = zone.getRules().isFixedOffset() || zone.getRules().nextTransition(FIXED_SINCE) == null;
        return fixed ? zone.getRules().getOffset(FIXED_SINCE) : zone;
    }

    /**
     * Returns these settings with another time until expiry.
     *
     * @param months the calendar months, 1 to {@value CreditPolicy#MAX_EXPIRY_MONTHS}
     * @return the changed settings
     */
    public UpgradeSettings expiryMonths(int months) {
        return new UpgradeSettings(months, zone, recalculation, unexplained, cutover, batchSize);
    }

    /**
     * Returns these settings with another zone of {@code created_at}.
     *
     * @param value the zone
     * @return the changed settings
     */
    public UpgradeSettings zone(ZoneId value) {
        return new UpgradeSettings(expiryMonths, value, recalculation, unexplained, cutover, batchSize);
    }

    /**
     * Returns these settings with another way to calculate balances.
     *
     * @param value the way
     * @return the changed settings
     */
    public UpgradeSettings recalculation(Recalculation value) {
        return new UpgradeSettings(expiryMonths, zone, value, unexplained, cutover, batchSize);
    }

    /**
     * Returns these settings with another fate of credits that no transaction explains.
     *
     * @param value the fate
     * @return the changed settings
     */
    public UpgradeSettings unexplained(Unexplained value) {
        return new UpgradeSettings(expiryMonths, zone, recalculation, value, cutover, batchSize);
    }

    /**
     * Returns these settings with another cutover.
     *
     * @param value the instant at which expiry begins to exist
     * @return the changed settings
     */
    public UpgradeSettings cutover(Instant value) {
        return new UpgradeSettings(
                expiryMonths, zone, recalculation, unexplained, Objects.requireNonNull(value, "value"), batchSize);
    }

    /**
     * Returns these settings with another number of users that are moved in one transaction.
     *
     * @param users the number of users, at least 1
     * @return the changed settings
     */
    public UpgradeSettings batchSize(int users) {
        return new UpgradeSettings(expiryMonths, zone, recalculation, unexplained, cutover, users);
    }

    /** Whether an upgrade that began with other settings can go on with these. */
    boolean goOnWith(UpgradeSettings begun) {
        return expiryMonths == begun.expiryMonths
                && zone.equals(begun.zone)
                && recalculation == begun.recalculation
                && unexplained == begun.unexplained
                && (cutover == null || cutover.equals(begun.cutover));
    }
}
