package io.creditledger;

/** The account has less available than a charge requires. */
public final class InsufficientCreditsException extends CreditLedgerException {
    private static final long serialVersionUID = 1L;

    private final AccountId account;
    private final Credits required;
    private final Credits available;

    /**
     * Names the account and the amounts.
     *
     * @param account who should have paid
     * @param required how many credits the charge requires
     * @param available how many credits are available, less than required
     */
    public InsufficientCreditsException(AccountId account, Credits required, Credits available) {
        super("account '" + account + "' has " + available + " credits available, but the charge requires " + required
                + "; " + required.minus(available) + " are missing");
        this.account = account;
        this.required = required;
        this.available = available;
    }

    /**
     * Returns who should have paid.
     *
     * @return the account's id
     */
    public AccountId account() {
        return account;
    }

    /**
     * Returns how many credits the charge requires.
     *
     * @return the required credits
     */
    public Credits required() {
        return required;
    }

    /**
     * Returns how many credits were available.
     *
     * @return the available credits, less than required
     */
    public Credits available() {
        return available;
    }

    /**
     * Returns how many credits are lacking.
     *
     * @return the required credits less the available ones
     */
    public Credits missing() {
        return required.minus(available);
    }
}
