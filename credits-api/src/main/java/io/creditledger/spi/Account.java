package io.creditledger.spi;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.LedgerTime;
import java.time.Instant;
import java.util.Objects;

/**
 * The row of one account.
 *
 * @param id the account
 * @param balance what remains of all open grants, usable or not
 * @param held the credits that are reserved
 * @param debt the credits that the account owes
 * @param lastSeq the number of the last transaction; 0 before the account is opened
 * @param lastGrant the number of the last grant; 0 before the first
 * @param lastAt when the last transaction was recorded
 * @param openedAt when the account was opened
 */
public record Account(
        AccountId id,
        Credits balance,
        Credits held,
        Credits debt,
        long lastSeq,
        long lastGrant,
        Instant lastAt,
        Instant openedAt) {

    public Account {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(balance, "balance");
        Objects.requireNonNull(held, "held");
        Objects.requireNonNull(debt, "debt");
        Objects.requireNonNull(lastAt, "lastAt");
        Objects.requireNonNull(openedAt, "openedAt");
    }

    /**
     * Returns the row of an account that is not opened yet.
     *
     * @param id the account
     * @return the row
     */
    public static Account unopened(AccountId id) {
        return new Account(id, Credits.ZERO, Credits.ZERO, Credits.ZERO, 0, 0, LedgerTime.MIN, LedgerTime.MIN);
    }

    /**
     * Tells whether the account was opened.
     *
     * @return true from the first transaction on
     */
    public boolean isOpened() {
        return lastSeq > 0;
    }

    /**
     * Returns what time it is for this account. Time never runs backwards within an account, although the clocks of
     * several nodes differ, and one of them may be set back.
     *
     * @param now what the clock says
     * @return that instant, or the one of the last transaction if that is later
     */
    public Instant timeAt(Instant now) {
        return now.isAfter(lastAt) ? now : lastAt;
    }
}
