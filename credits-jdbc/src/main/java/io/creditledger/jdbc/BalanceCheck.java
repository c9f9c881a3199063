package io.creditledger.jdbc;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import java.util.Objects;

/**
 * The balance of one account beside what explains it: balance = active + past - spent - expired + debt + difference.
 *
 * @param account the account
 * @param balance the balance, in credits; below zero only on a host's own tables
 * @param debt what the account owes; it is part of what was spent
 * @param active what grants gave that have not expired
 * @param past what grants gave that have expired
 * @param spent what was charged, whether grants paid it or it became debt
 * @param expired what expired unspent, as far as it is recorded
 * @param difference what nothing explains, in credits; 0 in a ledger
 */
public record BalanceCheck(
        AccountId account,
        long balance,
        Credits debt,
        Credits active,
        Credits past,
        Credits spent,
        Credits expired,
        long difference) {
    public BalanceCheck {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(debt, "debt");
        Objects.requireNonNull(active, "active");
        Objects.requireNonNull(past, "past");
        Objects.requireNonNull(spent, "spent");
        Objects.requireNonNull(expired, "expired");
    }
}
