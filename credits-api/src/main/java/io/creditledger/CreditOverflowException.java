package io.creditledger;

/** The account would hold more credits than a {@code long} counts. */
public final class CreditOverflowException extends CreditLedgerException {
    private static final long serialVersionUID = 1L;

    private final AccountId account;
    private final Credits balance;
    private final Credits granted;

    /**
     * Names the account and the amounts.
     *
     * @param account who should have received the credits
     * @param balance what the account holds
     * @param granted what it should have received
     */
    public CreditOverflowException(AccountId account, Credits balance, Credits granted) {
        super("account '" + account + "' holds " + balance + " credits and cannot receive " + granted
                + " more; together they must not exceed " + Long.MAX_VALUE);
        this.account = account;
        this.balance = balance;
        this.granted = granted;
    }

    /**
     * Returns who should have received the credits.
     *
     * @return the account's id
     */
    public AccountId account() {
        return account;
    }

    /**
     * Returns what the account holds.
     *
     * @return the balance
     */
    public Credits balance() {
        return balance;
    }

    /**
     * Returns what the account should have received.
     *
     * @return the credits of the refused grant
     */
    public Credits granted() {
        return granted;
    }
}
