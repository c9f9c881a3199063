package io.creditledger;

/** The account was never opened. */
public final class AccountNotFoundException extends CreditLedgerException {
    private static final long serialVersionUID = 1L;

    private final AccountId account;

    /**
     * Names the account that is missing.
     *
     * @param account the id that no open account has
     */
    public AccountNotFoundException(AccountId account) {
        super("account '" + account + "' was never opened; open it first");
        this.account = account;
    }

    /**
     * Returns the id that no open account has.
     *
     * @return the account's id
     */
    public AccountId account() {
        return account;
    }
}
