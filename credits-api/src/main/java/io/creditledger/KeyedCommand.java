package io.creditledger;

/**
 * A command whose effect is made once for its key.
 *
 * @param <R> what the ledger answers when the command is done
 */
public sealed interface KeyedCommand<R extends Receipt> extends Command<R>
        permits OpenAccount, GrantCredits, ChargeCredits {
    /**
     * Returns the key under which the effect is made once.
     *
     * @return the key, unique within the account
     */
    IdempotencyKey key();
}
