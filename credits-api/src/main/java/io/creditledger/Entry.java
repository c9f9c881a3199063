package io.creditledger;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of the journal: what one transaction did to one grant. Entries are never changed or deleted.
 *
 * @param account whose journal it is
 * @param seq the transaction's number within the account, from 1 without gaps
 * @param line the line's number within the transaction, from 0
 * @param type what happened
 * @param grant the grant that it happened to; null where no grant is touched (an opening, a charge of 0, a shortfall)
 * @param amount what it did to the grant's remaining credits: positive for received, negative for taken; where no grant
 *     could pay, what was forgiven or owed, negative
 * @param balanceAfter the remaining credits of all of the account's open grants after this line, usable or not
 * @param effectiveAt the business instant: when a grant becomes effective, when credits expired, when a charge was made
 * @param recordedAt when the ledger recorded it
 * @param request the request that the transaction answers; null on lines other than 0, and where nobody asked (a sweep)
 * @param terms what the grant was made with; null on lines that make no grant
 * @param run the run that brought this line along from where it was kept before the ledger; null on the ledger's own lines.
 *     Such a line is effective when it happened, and may have taken from a grant after its expiry: what happened before the
 *     ledger stays as it was
 */
public record Entry(
        AccountId account,
        long seq,
        int line,
        EntryType type,
        @Nullable GrantId grant,
        long amount,
        Credits balanceAfter,
        Instant effectiveAt,
        Instant recordedAt,
        @Nullable Request request,
        @Nullable GrantTerms terms,
        @Nullable RunId run) {

    /**
     * Checks the entry.
     *
     * @throws IllegalArgumentException if a number is out of range, the line lacks the grant or the terms that it needs, or
     *     it has terms or a request that are not its own
     */
    public Entry {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(balanceAfter, "balanceAfter");
        Objects.requireNonNull(effectiveAt, "effectiveAt");
        Objects.requireNonNull(recordedAt, "recordedAt");
        if (seq < 1 || line < 0) {
            throw new IllegalArgumentException("seq begins at 1 and line at 0, but were " + seq + " and " + line);
        }
        if ((type == EntryType.GRANT) != (terms != null)) {
            throw new IllegalArgumentException(
                    "exactly the lines that make a grant bear its terms, but " + type + " came with " + terms);
        }
        if (grant == null && ((amount != 0 && !type.isShortfall()) || terms != null)) {
            throw new IllegalArgumentException(
                    "a line without a grant must neither make one nor move credits, but " + type + " moved " + amount);
        }
        if (type.isShortfall() && (grant != null || amount >= 0)) {
            throw new IllegalArgumentException(
                    "a shortfall is negative and of no grant, but " + type + " was " + amount + " of " + grant);
        }
        if (line > 0 && request != null) {
            throw new IllegalArgumentException(
                    "only line 0 of a transaction bears its request, but line " + line + " came with " + request);
        }
    }

    /**
     * Makes a line of the ledger's own, which no run brought along.
     *
     * @param account whose journal it is
     * @param seq the transaction's number within the account
     * @param line the line's number within the transaction
     * @param type what happened
     * @param grant the grant that it happened to; null where no grant is touched
     * @param amount what it did to the grant's remaining credits
     * @param balanceAfter the remaining credits of all of the account's open grants after this line
     * @param effectiveAt the business instant
     * @param recordedAt when the ledger recorded it
     * @param request the request that the transaction answers; null on lines other than 0, and where nobody asked
     * @param terms what the grant was made with; null on lines that make no grant
     */
    public Entry(
            AccountId account,
            long seq,
            int line,
            EntryType type,
            @Nullable GrantId grant,
            long amount,
            Credits balanceAfter,
            Instant effectiveAt,
            Instant recordedAt,
            @Nullable Request request,
            @Nullable GrantTerms terms) {
        this(account, seq, line, type, grant, amount, balanceAfter, effectiveAt, recordedAt, request, terms, null);
    }
}
