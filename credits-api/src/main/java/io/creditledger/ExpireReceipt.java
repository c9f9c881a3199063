package io.creditledger;

import java.util.Objects;

/**
 * The expiries that were due are recorded.
 *
 * @param account the account
 * @param grants how many grants expired; 0 if none was due
 * @param credits how many credits were left in them
 */
public record ExpireReceipt(AccountId account, int grants, Credits credits) implements Receipt {
    public ExpireReceipt {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(credits, "credits");
    }
}
