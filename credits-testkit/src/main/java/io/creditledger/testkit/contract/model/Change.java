package io.creditledger.testkit.contract.model;

import io.creditledger.AccountId;
import io.creditledger.ChargeCredits;
import io.creditledger.Credits;
import io.creditledger.Expiry;
import io.creditledger.GrantCredits;
import io.creditledger.IdempotencyKey;
import io.creditledger.KeyedCommand;

/** Makes another request of a request, under the same key. */
enum Change {
    AMOUNT,
    TERMS,
    ATTACHMENT,
    TYPE;

    KeyedCommand<?> of(KeyedCommand<?> command) {
        return command instanceof GrantCredits grant ? of(grant) : of((ChargeCredits) command);
    }

    private KeyedCommand<?> of(GrantCredits grant) {
        return switch (this) {
            case AMOUNT -> grantOf(grant.account(), other(grant.amount()), grant.key());
            case TERMS -> grant.withPriority(~grant.priority()).expiring(Expiry.never());
            case ATTACHMENT -> grant.withReference("another one");
            case TYPE -> ChargeCredits.of(grant.account(), grant.amount(), grant.key());
        };
    }

    private KeyedCommand<?> of(ChargeCredits charge) {
        return switch (this) {
            case AMOUNT, TERMS -> ChargeCredits.of(charge.account(), other(charge.amount()), charge.key());
            case ATTACHMENT -> charge.withReference("another one");
            case TYPE -> grantOf(charge.account(), other(charge.amount()), charge.key());
        };
    }

    private static GrantCredits grantOf(AccountId account, Credits amount, IdempotencyKey key) {
        return GrantCredits.of(account, amount, "purchase", key);
    }

    private static Credits other(Credits amount) {
        return Credits.of(amount.value() == Long.MAX_VALUE ? 1 : amount.value() + 1);
    }
}
