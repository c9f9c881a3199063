package io.creditledger;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gives a reward to an account, unless it was given already.
 *
 * @param account who receives it
 * @param reward which reward
 * @param reference what it is given for; null unless the reward is given once for each reference
 */
public record GiveReward(
        AccountId account, Reward reward, @Nullable String reference) implements Command<RewardReceipt> {
    /**
     * Checks the request.
     *
     * @throws IllegalArgumentException if a reference is missing, not expected or not storable
     */
    public GiveReward {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(reward, "reward");
        reward.requireReference(reference);
    }

    @Override
    public Class<RewardReceipt> receiptType() {
        return RewardReceipt.class;
    }
}
