package io.creditledger.examples.service;

import io.creditledger.AccountId;
import io.creditledger.CreditLedger;
import io.creditledger.Grant;
import io.creditledger.RewardReceipt;
import org.jspecify.annotations.Nullable;

/** Credits for doing something. A repeat is no mistake: it answers with what was given the first time. */
final class RewardResource {
    private final CreditLedger ledger;

    RewardResource(CreditLedger ledger) {
        this.ledger = ledger;
    }

    /** Who invited whom. */
    record Invite(@Nullable String inviterId, @Nullable String inviteeId) {}

    /** What an account was given; without a grant where the policy gives nothing. */
    record Rewarded(String accountId, @Nullable String grantId, long credits, boolean replay) {
        static Rewarded of(RewardReceipt receipt) {
            return new Rewarded(
                    receipt.account().value(),
                    receipt.grant().map(grant -> grant.id().value()).orElse(null),
                    receipt.grant()
                            .map(Grant::amount)
                            .map(credits -> credits.value())
                            .orElse(0L),
                    !receipt.isNew());
        }
    }

    Reply signIn(Call call) {
        return reply(ledger.rewards().dailySignIn(call.id(AccountId::of)));
    }

    /** Only whoever has an account counts as invited. */
    Reply invite(Call call) {
        Invite invite = call.body(Invite.class);
        AccountId inviter = Field.required("inviterId", invite.inviterId(), AccountId::of);
        AccountId invitee = Field.required("inviteeId", invite.inviteeId(), AccountId::of);
        if (inviter.equals(invitee)) {
            throw Problem.badRequest("nobody is rewarded for inviting themselves");
        }
        ledger.balance(invitee);
        RewardReceipt receipt = ledger.rewards().invite(inviter, invitee);
        ledger.rewards().invited(invitee);
        return reply(receipt);
    }

    private static Reply reply(RewardReceipt receipt) {
        return Reply.made(receipt.isNew(), Rewarded.of(receipt));
    }
}
