package io.creditledger;

/**
 * One intended change of one account.
 *
 * @param <R> what the ledger answers when the command is done
 */
public sealed interface Command<R extends Receipt> permits KeyedCommand, TaskCommand, GiveReward, ExpireGrants {
    /**
     * Returns the account that the command changes.
     *
     * @return the account's id
     */
    AccountId account();

    /**
     * Returns the type of the answer.
     *
     * @return the receipt's class
     */
    Class<R> receiptType();
}
