package io.creditledger;

/** The ledger's answer to a command that is done, now or earlier. */
public sealed interface Receipt
        permits OpenReceipt, GrantReceipt, ChargeReceipt, ExpireReceipt, RewardReceipt, TaskReceipt {
    /**
     * Returns whose account was changed.
     *
     * @return the account's id
     */
    AccountId account();
}
