package io.creditledger.jdbc.legacy;

import io.creditledger.AccountId;
import java.time.Instant;

/**
 * A user who was adopted.
 *
 * @param findings what the user's rows come to now, if adopted by the same terms as then
 * @param row what was recorded
 * @param terms by what the user was adopted
 */
record AdoptedUser(UserFindings findings, AdoptedRow row, AdoptionTerms terms) {
    AccountId account() {
        return row.account();
    }

    Instant adoptedAt() {
        return terms.recordedAt();
    }

    /** What the rows say was received, less what was spent. */
    long explained() {
        return findings.transactions().receipts().credits()
                - findings.transactions().spendings().credits();
    }

    /** What the replay says has expired unspent. */
    long lost() {
        AccountOutcome outcome = findings.outcome();
        return outcome == null ? 0 : outcome.expired();
    }

    /** What the user had before: a balance, and what an upgrade had taken out of it. */
    long before(long expired) {
        long credits = row.legacyCredits() == null ? 0 : row.legacyCredits();
        return credits + (row.isUpgraded() ? expired : 0);
    }

    /** Whether what was recorded is what the rows say. */
    boolean isRecordedRight() {
        UserTally rows = findings.transactions();
        AccountOutcome outcome = findings.outcome();
        return outcome != null
                && rows.receipts().equals(new Tally(row.receipts(), row.received()))
                && rows.spendings().equals(new Tally(row.spendings(), row.spent()))
                && outcome.expired() == row.expired()
                && outcome.adjustment() == row.adjustment();
    }

    /** What was recorded, for people to compare. */
    String recorded() {
        return told(row.receipts(), row.received(), row.spendings(), row.spent(), row.expired(), row.adjustment());
    }

    /** What the rows come to, in the same words. */
    String reckoned() {
        AccountOutcome outcome = findings.outcome();
        UserTally rows = findings.transactions();
        return told(
                        rows.receipts().count(),
                        rows.receipts().credits(),
                        rows.spendings().count(),
                        rows.spendings().credits(),
                        outcome == null ? 0 : outcome.expired(),
                        outcome == null ? 0 : outcome.adjustment())
                + refused();
    }

    /** What the replay leaves, for people to compare. */
    String left() {
        AccountOutcome outcome = findings.outcome();
        return outcome == null ? "nothing" : held(outcome.available(), outcome.debt()) + refused();
    }

    static String held(long available, long debt) {
        return available + " available and " + debt + " owed";
    }

    private String refused() {
        return findings.refusal()
                .map(refusal -> ", and would be refused: " + refusal.detail())
                .orElse("");
    }

    private static String told(
            long receipts, long received, long spendings, long spent, long expired, long adjustment) {
        return received + " in " + receipts + " receipts, " + spent + " in " + spendings + " spendings, " + expired
                + " expired, adjusted by " + adjustment;
    }
}
