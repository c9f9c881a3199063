package io.creditledger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * The business numbers of a ledger.
 *
 * <pre>{@code
 * CreditPolicy policy = CreditPolicy.builder()
 *         .signUpCredits(Credits.of(50))
 *         .expiryMonths(12)
 *         .zone(ZoneId.of("Asia/Shanghai"))
 *         .build();
 * }</pre>
 *
 * @param signUpCredits what an account is given when it is opened; may be 0
 * @param expiryMonths after how many calendar months granted credits expire, 1 to {@value #MAX_EXPIRY_MONTHS}
 * @param zone the zone whose calendar counts months and dates
 * @param consumptionOrder which grant pays first
 * @param chargeShortfall what becomes of the part of a plain charge that no grant can pay
 * @param taskShortfall what becomes of the part of a completed task's price that no grant can pay
 * @param runningTasksCount whether the estimates of an account's running tasks count when it is checked what it can afford
 * @param rateCards what tasks cost
 * @param creditValue what one credit is worth, for display and reports
 * @param inviteReward what an inviter is given for each invitee; 0: nothing
 * @param invitedReward what an invitee is given, once; 0: nothing
 * @param dailySignInReward what a sign-in is given for, once for each calendar date; 0: nothing
 * @param shareVideoReward what sharing a video is given for, once for each video; 0: nothing
 */
public record CreditPolicy(
        Credits signUpCredits,
        int expiryMonths,
        ZoneId zone,
        ConsumptionOrder consumptionOrder,
        Shortfall chargeShortfall,
        Shortfall taskShortfall,
        boolean runningTasksCount,
        RateCards rateCards,
        CreditValue creditValue,
        Credits inviteReward,
        Credits invitedReward,
        Credits dailySignInReward,
        Credits shareVideoReward) {
    /** The greatest number of calendar months until expiry. */
    public static final int MAX_EXPIRY_MONTHS = 1_200;

    private static final CreditPolicy DEFAULTS = new CreditPolicy(
            Credits.of(100),
            6,
            ZoneOffset.UTC,
            ConsumptionOrder.SOONEST_EXPIRY_FIRST,
            Shortfall.REJECT,
            Shortfall.OWE,
            true,
            RateCards.of(RateCard.perSecond(RateCard.DEFAULT_STANDARD, RateCard.DEFAULT_PRO, RoundingMode.UP)),
            new CreditValue(new BigDecimal("0.1"), Currency.getInstance("CNY")),
            Credits.of(100),
            Credits.ZERO,
            Credits.of(10),
            Credits.of(10));

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the months are out of range
     */
    public CreditPolicy {
        Objects.requireNonNull(signUpCredits, "signUpCredits");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(consumptionOrder, "consumptionOrder");
        Objects.requireNonNull(chargeShortfall, "chargeShortfall");
        Objects.requireNonNull(taskShortfall, "taskShortfall");
        Objects.requireNonNull(rateCards, "rateCards");
        Objects.requireNonNull(creditValue, "creditValue");
        Objects.requireNonNull(inviteReward, "inviteReward");
        Objects.requireNonNull(invitedReward, "invitedReward");
        Objects.requireNonNull(dailySignInReward, "dailySignInReward");
        Objects.requireNonNull(shareVideoReward, "shareVideoReward");
        requireMonths(expiryMonths);
    }

    /**
     * Returns the policy that a product begins with: 100 credits for a sign-up; 10 credits a second, 14 on the pro tier,
     * rounded up; 100 for an invite, 10 for a daily sign-in and for a shared video; expiry after 6 months in UTC, soonest
     * expiry first; a charge beyond what is available rejected, a completed task's owed; 0.1 CNY the credit.
     *
     * @return the policy
     */
    public static CreditPolicy defaults() {
        return DEFAULTS;
    }

    /**
     * Begins building a policy from the defaults.
     *
     * @return the builder
     */
    public static CreditPolicyBuilder builder() {
        return DEFAULTS.toBuilder();
    }

    /**
     * Reads a policy from settings, such as {@code System.getenv()}; what is not set has its default.
     *
     * <p>The names are {@code DEFAULT_USER_CREDITS}, {@code CREDITS_PER_SECOND_STANDARD}, {@code CREDITS_PER_SECOND_PRO},
     * {@code CREDIT_VALUE_RMB}, {@code CREDITS_INVITE_REWARD}, {@code CREDITS_INVITED_REWARD}, {@code
     * CREDITS_DAILY_SIGNIN}, {@code CREDITS_SHARE_VIDEO}, {@code CREDIT_EXPIRY_MONTHS}, {@code CREDIT_ZONE}, {@code
     * CREDIT_CONSUMPTION_ORDER}, {@code CREDIT_CHARGE_SHORTFALL}, {@code CREDIT_TASK_SHORTFALL}, {@code
     * CREDIT_RUNNING_TASKS_COUNT} and {@code CREDIT_ROUNDING}.
     *
     * @param settings values by name; other names are left alone
     * @return the policy
     * @throws PolicySettingsException if any setting is malformed or out of range; it lists all of them
     */
    public static CreditPolicy from(Map<String, String> settings) {
        return PolicySettings.read(settings);
    }

    /**
     * Reads a policy from properties and their defaults, as {@link #from(Map)} does.
     *
     * @param settings values by name; a value that is not text, such as a number, is read as its text
     * @return the policy
     * @throws PolicySettingsException if any setting is malformed or out of range; it lists all of them
     */
    public static CreditPolicy from(Properties settings) {
        Objects.requireNonNull(settings, "settings");
        Map<String, String> texts = new HashMap<>();
        settings.forEach((name, value) -> texts.put(name.toString(), value.toString()));
        settings.stringPropertyNames().forEach(name -> texts.put(name, settings.getProperty(name)));
        return from(texts);
    }

    /**
     * Begins building a policy from this one.
     *
     * @return the builder
     */
    public CreditPolicyBuilder toBuilder() {
        return new CreditPolicyBuilder(this);
    }

    static int requireMonths(int months) {
        if (months < 1 || months > MAX_EXPIRY_MONTHS) {
            throw new IllegalArgumentException(
                    "expiryMonths must be from 1 to " + MAX_EXPIRY_MONTHS + ", but was " + months);
        }
        return months;
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
