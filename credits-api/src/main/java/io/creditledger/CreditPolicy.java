package io.creditledger;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * The business numbers of a ledger.
 *
 * @param signUpCredits what an account is given when it is opened; may be 0
 * @param expiryMonths after how many calendar months granted credits expire, 1 to {@value #MAX_EXPIRY_MONTHS}
 * @param zone the zone whose calendar counts those months
 * @param consumptionOrder which grant pays first
 */
public record CreditPolicy(Credits signUpCredits, int expiryMonths, ZoneId zone, ConsumptionOrder consumptionOrder) {
    /** The greatest number of calendar months until expiry. */
    public static final int MAX_EXPIRY_MONTHS = 1_200;

    private static final CreditPolicy DEFAULTS =
            new CreditPolicy(Credits.of(100), 6, ZoneOffset.UTC, ConsumptionOrder.SOONEST_EXPIRY_FIRST);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the months are out of range
     */
    public CreditPolicy {
        Objects.requireNonNull(signUpCredits, "signUpCredits");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(consumptionOrder, "consumptionOrder");
        if (expiryMonths < 1 || expiryMonths > MAX_EXPIRY_MONTHS) {
            throw new IllegalArgumentException(
                    "expiryMonths must be from 1 to " + MAX_EXPIRY_MONTHS + ", but was " + expiryMonths);
        }
    }

    /**
     * Returns the policy with 100 credits for a sign-up, and an expiry after 6 months in UTC, soonest expiry first.
     *
     * @return the policy
     */
    public static CreditPolicy defaults() {
        return DEFAULTS;
    }

    /**
     * Returns this policy with other sign-up credits.
     *
     * @param credits what an account is given when it is opened; may be 0
     * @return the new policy
     */
    public CreditPolicy withSignUpCredits(Credits credits) {
        return new CreditPolicy(credits, expiryMonths, zone, consumptionOrder);
    }

    /**
     * Returns this policy with another expiry. It concerns new grants only.
     *
     * @param months after how many calendar months granted credits expire, 1 to {@value #MAX_EXPIRY_MONTHS}
     * @return the new policy
     * @throws IllegalArgumentException if the months are out of range
     */
    public CreditPolicy withExpiryMonths(int months) {
        return new CreditPolicy(signUpCredits, months, zone, consumptionOrder);
    }

    /**
     * Returns this policy with another zone.
     *
     * @param newZone the zone whose calendar counts the months
     * @return the new policy
     */
    public CreditPolicy withZone(ZoneId newZone) {
        return new CreditPolicy(signUpCredits, expiryMonths, newZone, consumptionOrder);
    }

    /**
     * Returns this policy with another consumption order.
     *
     * @param order which grant pays first
     * @return the new policy
     */
    public CreditPolicy withConsumptionOrder(ConsumptionOrder order) {
        return new CreditPolicy(signUpCredits, expiryMonths, zone, order);
    }

    /**
     * Returns when credits expire that are granted at an instant: the same local time so many calendar months later; at a
     * month's end where the later month is shorter.
     *
     * <p>Where the zone's clocks skip that local time, the expiry is as much later as they skip; where they show it twice, it
     * is the one with the offset of the creation.
     *
     * @param creation when the grant is made, a whole microsecond
     * @return the expiry
     * @throws IllegalArgumentException if the ledger cannot store the creation or the expiry exactly
     */
    public Expiry expiryOf(Instant creation) {
        LedgerTime.requireStorable("creation", creation);
        return Expiry.at(creation.atZone(zone).plusMonths(expiryMonths).toInstant());
    }
}
