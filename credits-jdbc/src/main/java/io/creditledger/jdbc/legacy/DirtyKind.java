package io.creditledger.jdbc.legacy;

/** What can be wrong with a row of a legacy database, and what becomes of such a row. */
public enum DirtyKind {
    /** A row of {@code users} whose id the ledger cannot take as an account's. */
    USER_WITHOUT_USABLE_ID(
            "users whose id is longer than 128 characters, or blank",
            "they cannot be accounts and are refused; give them other ids first"),
    /** A row of {@code users} without {@code credits}. */
    BALANCE_ABSENT(
            "users whose credits are NULL", "they count as 0 before, and the users get what their transactions leave"),
    /** A row of {@code users} with {@code credits} below zero. */
    BALANCE_NEGATIVE(
            "users whose credits are below 0",
            "what their transactions do not explain becomes debt or a refusal, as the host chooses"),
    /** A user who spent more than was received. */
    HISTORY_OVERDRAWN(
            "users who spent more than they received",
            "what no receipt covers becomes debt, unless users.credits says otherwise"),
    /** A row of {@code credit_transactions} of no user. */
    TRANSACTION_WITHOUT_USER(
            "transactions whose user_id is NULL or no user's",
            "they stay where they are and count for nobody; bring the user back first if they should count"),
    /** A row of {@code credit_transactions} whose id does not fit into a key of the ledger. */
    TRANSACTION_WITHOUT_USABLE_ID(
            "transactions whose id is longer than 186 characters",
            "their users are refused; give the transactions other ids first"),
    /** A row of {@code credit_transactions} without {@code amount}. */
    AMOUNT_ABSENT("transactions whose amount is NULL", "they count as 0; enter the amount first if it is known"),
    /** A row of {@code credit_transactions} without {@code created_at}. */
    DATE_ABSENT(
            "transactions whose created_at is NULL",
            "they count as made at the cutover, so that receipts expire months after it; enter the date if it is known"),
    /** A row of {@code credit_transactions} that is not created yet. */
    DATE_IN_FUTURE(
            "transactions whose created_at is in the future",
            "they count as made now, but receipts expire months after the date that they bear"),
    /** A receipt that expires before it was created. */
    EXPIRY_BEFORE_CREATION(
            "receipts whose expires_at is before their created_at",
            "they expire when expires_at says; correct the date first if it is wrong"),
    /** A row of {@code tasks} of no user. */
    TASK_WITHOUT_USER("tasks whose user_id is NULL or no user's", "they stay where they are and are nobody's tasks"),
    /** A row of {@code tasks} whose id the ledger cannot take. */
    TASK_WITHOUT_USABLE_ID(
            "tasks whose id is longer than 128 characters, or blank",
            "their users are refused; give the tasks other ids first"),
    /** A row of {@code tasks} without {@code status}. */
    TASK_WITHOUT_STATUS("tasks whose status is NULL", "they come over as running and prepaid"),
    /** A row of {@code tasks} without {@code created_at}. */
    TASK_WITHOUT_DATE("tasks whose created_at is NULL", "they count as started at the cutover"),
    /** A row of {@code tasks} that has ended without saying when. */
    TASK_WITHOUT_END("tasks that ended and whose completed_at is NULL", "they count as ended when they started"),
    /** A task that succeeded and waits to be charged, but does not say for what. */
    TASK_WITHOUT_PRICE(
            "tasks that succeeded, were not charged, and have neither credits_calculated nor output_duration_seconds",
            "they are not charged; enter the duration first if they should be");

    private final String sentence;
    private final String advice;

    DirtyKind(String sentence, String advice) {
        this.sentence = sentence;
        this.advice = advice;
    }

    /**
     * Returns which rows these are, for people to read.
     *
     * @return a phrase without a full stop
     */
    public String sentence() {
        return sentence;
    }

    /**
     * Returns what becomes of such rows, and what may be done about them before.
     *
     * @return a phrase without a full stop
     */
    public String advice() {
        return advice;
    }
}
