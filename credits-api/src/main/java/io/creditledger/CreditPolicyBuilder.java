package io.creditledger;

import java.time.ZoneId;

/** Builds a {@link CreditPolicy}; begin with {@link CreditPolicy#builder()}. Not thread-safe. */
public final class CreditPolicyBuilder {
    private Credits signUpCredits;
    private int expiryMonths;
    private ZoneId zone;
    private ConsumptionOrder consumptionOrder;
    private Shortfall chargeShortfall;
    private Shortfall taskShortfall;
    private boolean runningTasksCount;
    private RateCards rateCards;
    private CreditValue creditValue;
    private Credits inviteReward;
    private Credits invitedReward;
    private Credits dailySignInReward;
    private Credits shareVideoReward;

    CreditPolicyBuilder(CreditPolicy policy) {
        signUpCredits = policy.signUpCredits();
        expiryMonths = policy.expiryMonths();
        zone = policy.zone();
        consumptionOrder = policy.consumptionOrder();
        chargeShortfall = policy.chargeShortfall();
        taskShortfall = policy.taskShortfall();
        runningTasksCount = policy.runningTasksCount();
        rateCards = policy.rateCards();
        creditValue = policy.creditValue();
        inviteReward = policy.inviteReward();
        invitedReward = policy.invitedReward();
        dailySignInReward = policy.dailySignInReward();
        shareVideoReward = policy.shareVideoReward();
    }

    /**
     * Sets what an account is given when it is opened; may be 0.
     *
     * @param value the new value
     * @return this builder
     */
    public CreditPolicyBuilder signUpCredits(Credits value) {
        signUpCredits = value;
        return this;
    }

    /**
     * Sets after how many calendar months granted credits expire, 1 to {@value CreditPolicy#MAX_EXPIRY_MONTHS}.
     *
     * @param value the new value
     * @return this builder
     */
    public CreditPolicyBuilder expiryMonths(int value) {
        expiryMonths = value;
        return this;
    }

    /**
     * Sets the zone whose calendar counts months and dates.
     *
     * @param value the new value
     * @return this builder
     */
    public CreditPolicyBuilder zone(ZoneId value) {
        zone = value;
        return this;
    }

    /**
     * Sets which grant pays first.
     *
     * @param value the new value
     * @return this builder
     */
    public CreditPolicyBuilder consumptionOrder(ConsumptionOrder value) {
        consumptionOrder = value;
        return this;
    }

    /**
     * Sets what becomes of the part of a plain charge that no grant can pay.
     *
     * @param value the new value
     * @return this builder
     */
    public CreditPolicyBuilder chargeShortfall(Shortfall value) {
        chargeShortfall = value;
        return this;
    }

    /**
     * Sets what becomes of the part of a completed task's price that no grant can pay.
     *
     * @param value the new value
     * @return this builder
     */
    public CreditPolicyBuilder taskShortfall(Shortfall value) {
        taskShortfall = value;
        return this;
    }

    /**
     * Sets whether the estimates of running tasks count when it is checked what an account can afford.
     *
     * @param value the new value
     * @return this builder
     */
    public CreditPolicyBuilder runningTasksCount(boolean value) {
        runningTasksCount = value;
        return this;
    }

    /**
     * Sets what tasks cost.
     *
     * @param value the new value
     * @return this builder
     */
    public CreditPolicyBuilder rateCards(RateCards value) {
        rateCards = value;
        return this;
    }

    /**
     * Sets what one credit is worth, for display and reports.
     *
     * @param value the new value
     * @return this builder
     */
    public CreditPolicyBuilder creditValue(CreditValue value) {
        creditValue = value;
        return this;
    }

    /**
     * Sets what an inviter is given for each invitee; 0: nothing.
     *
     * @param value the new value
     * @return this builder
     */
    public CreditPolicyBuilder inviteReward(Credits value) {
        inviteReward = value;
        return this;
    }

    /**
     * Sets what an invitee is given, once; 0: nothing.
     *
     * @param value the new value
     * @return this builder
     */
    public CreditPolicyBuilder invitedReward(Credits value) {
        invitedReward = value;
        return this;
    }

    /**
     * Sets what an account is given for signing in, once for each calendar date; 0: nothing.
     *
     * @param value the new value
     * @return this builder
     */
    public CreditPolicyBuilder dailySignInReward(Credits value) {
        dailySignInReward = value;
        return this;
    }

    /**
     * Sets what an account is given for sharing a video, once for each video; 0: nothing.
     *
     * @param value the new value
     * @return this builder
     */
    public CreditPolicyBuilder shareVideoReward(Credits value) {
        shareVideoReward = value;
        return this;
    }

    /**
     * Builds the policy.
     *
     * @return the policy
     * @throws IllegalArgumentException if the months are out of range
     */
    public CreditPolicy build() {
        return new CreditPolicy(
                signUpCredits,
                expiryMonths,
                zone,
                consumptionOrder,
                chargeShortfall,
                taskShortfall,
                runningTasksCount,
                rateCards,
                creditValue,
                inviteReward,
                invitedReward,
                dailySignInReward,
                shareVideoReward);
    }
}
