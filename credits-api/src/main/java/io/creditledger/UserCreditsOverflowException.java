package io.creditledger;

/**
 * An account would have more credits available than the column {@code users.credits} holds, which the ledger was asked to
 * keep equal.
 */
public final class UserCreditsOverflowException extends CreditLedgerException {
    private static final long serialVersionUID = 1L;

    private final AccountId account;
    private final Credits available;
    private final Credits greatest;

    /**
     * Names the account and the amounts.
     *
     * @param account whose user's credits they are
     * @param available what the account would have available
     * @param greatest the most that the column holds
     */
    public UserCreditsOverflowException(AccountId account, Credits available, Credits greatest) {
        super("account '" + account + "' would have " + available
                + " credits available, but users.credits holds at most " + greatest
                + "; make the column a bigint, or stop mirroring it");
        this.account = account;
        this.available = available;
        this.greatest = greatest;
    }

    /**
     * Returns whose user's credits they are.
     *
     * @return the account's id
     */
    public AccountId account() {
        return account;
    }

    /**
     * Returns what the account would have available after the refused change.
     *
     * @return the credits
     */
    public Credits available() {
        return available;
    }

    /**
     * Returns the most that the column holds.
     *
     * @return the greatest value of the column's type
     */
    public Credits greatest() {
        return greatest;
    }
}
