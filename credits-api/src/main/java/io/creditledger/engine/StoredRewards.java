package io.creditledger.engine;

import io.creditledger.AccountId;
import io.creditledger.CreditPolicy;
import io.creditledger.GiveReward;
import io.creditledger.Recurrence;
import io.creditledger.Reward;
import io.creditledger.RewardReceipt;
import io.creditledger.Rewards;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rewards of a ledger over a store. */
final class StoredRewards implements Rewards {
    private final CreditPolicy policy;
    private final Function<GiveReward, RewardReceipt> execute;

    StoredRewards(CreditPolicy policy, Function<GiveReward, RewardReceipt> execute) {
        this.policy = policy;
        this.execute = execute;
    }

    @Override
    public RewardReceipt invite(AccountId inviter, AccountId invitee) {
        Objects.requireNonNull(inviter, "inviter");
        Objects.requireNonNull(invitee, "invitee");
        if (inviter.equals(invitee)) {
            throw new IllegalArgumentException("nobody is rewarded for inviting themselves, but '" + inviter + "' did");
        }
        return give(inviter, new Reward("invite", policy.inviteReward(), Recurrence.PER_REFERENCE), invitee.value());
    }

    @Override
    public RewardReceipt invited(AccountId invitee) {
        return give(invitee, new Reward("invited", policy.invitedReward(), Recurrence.ONCE));
    }

    @Override
    public RewardReceipt dailySignIn(AccountId account) {
        return give(account, new Reward("daily-sign-in", policy.dailySignInReward(), Recurrence.PER_DAY));
    }

    @Override
    public RewardReceipt shareVideo(AccountId account, String video) {
        return give(account, new Reward("share-video", policy.shareVideoReward(), Recurrence.PER_REFERENCE), video);
    }

    @Override
    public RewardReceipt give(AccountId account, Reward reward, @Nullable String reference) {
        return execute.apply(new GiveReward(account, reward, reference));
    }
}
