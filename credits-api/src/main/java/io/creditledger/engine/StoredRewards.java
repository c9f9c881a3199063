package io.creditledger.engine;

import io.creditledger.AccountId;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.GiveReward;
import io.creditledger.GrantReceipt;
import io.creditledger.Recurrence;
import io.creditledger.Reward;
import io.creditledger.RewardReceipt;
import io.creditledger.Rewards;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rewards of a ledger over a store. */
final class StoredRewards implements Rewards {
    private final CreditPolicy policy;
    private final Function<GiveReward, GrantReceipt> execute;
    private final Consumer<AccountId> requireOpen;

    StoredRewards(CreditPolicy policy, Function<GiveReward, GrantReceipt> execute, Consumer<AccountId> requireOpen) {
        this.policy = policy;
        this.execute = execute;
        this.requireOpen = requireOpen;
    }

    @Override
    public RewardReceipt invite(AccountId inviter, AccountId invitee) {
        if (inviter.equals(invitee)) {
            throw new IllegalArgumentException("nobody is rewarded for inviting themselves, but '" + inviter + "' did");
        }
        return give(inviter, reward("invite", policy.inviteReward(), Recurrence.PER_REFERENCE), invitee.value());
    }

    @Override
    public RewardReceipt invited(AccountId invitee) {
        return give(invitee, reward("invited", policy.invitedReward(), Recurrence.ONCE));
    }

    @Override
    public RewardReceipt dailySignIn(AccountId account) {
        return give(account, reward("daily-sign-in", policy.dailySignInReward(), Recurrence.PER_DAY));
    }

    @Override
    public RewardReceipt shareVideo(AccountId account, String video) {
        return give(account, reward("share-video", policy.shareVideoReward(), Recurrence.PER_REFERENCE), video);
    }

    @Override
    public RewardReceipt give(AccountId account, Reward reward, @Nullable String reference) {
        GiveReward command = new GiveReward(account, reward, reference);
        if (reward.credits().isZero()) {
            requireOpen.accept(account);
            return new RewardReceipt(account, null, false);
        }
        GrantReceipt receipt = execute.apply(command);
        return new RewardReceipt(account, receipt.grant(), !receipt.isReplay());
    }

    private static Reward reward(String name, Credits credits, Recurrence recurrence) {
        return new Reward(name, credits, recurrence);
    }
}
