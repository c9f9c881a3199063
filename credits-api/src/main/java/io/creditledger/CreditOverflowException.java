package io.creditledger;

/** The account would hold, or owe, more credits than a {@code long} counts. */
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
        this(
                account,
                balance,
                granted,
                "account '" + account + "' holds " + balance + " credits and cannot receive " + granted + " more");
    }

    private CreditOverflowException(AccountId account, Credits balance, Credits granted, String problem) {
        super(problem + "; together they must not exceed " + Long.MAX_VALUE);
        this.account = account;
        this.balance = balance;
        this.granted = granted;
    }

    /**
     * Names the account and its debt.
     *
     * @param account who should have owed the credits
     * @param debt what the account owes
     * @param owed what it should have owed besides
     * @return the exception
     */
    public static CreditOverflowException ofDebt(AccountId account, Credits debt, Credits owed) {
        return new CreditOverflowException(
                account,
                debt,
                owed,
                "account '" + account + "' owes " + debt + " credits and cannot owe " + owed + " more");
    }

    /**
     * Returns who should have received, or owed, the credits.
     *
     * @return the account's id
     */
    public AccountId account() {
        return account;
    }

    /**
     * Returns what the account holds, or owes.
     *
     * @return the balance, or the debt
     */
    public Credits balance() {
        return balance;
    }

    /**
     * Returns what the account should have received, or owed besides.
     *
     * @return the credits of the refused grant, or the shortfall of the refused charge
     */
    public Credits granted() {
        return granted;
    }
}
