package io.creditledger.jdbc.legacy;

/** What is verified after an adoption or an upgrade. */
public enum CheckSubject {
    /** Columns, indexes and defaults of an upgraded database. */
    SCHEMA("the upgraded tables have the columns, indexes and defaults that they should have"),
    /** Whether the adoption has come to its end. */
    RUNS_FINISHED("every adoption has come to its end"),
    /** Users against adopted accounts. */
    USERS_ADOPTED("every user is adopted, or was refused for a difference"),
    /** Adopted accounts against users. */
    ACCOUNTS_OF_USERS("every adopted account is a user's"),
    /** What the adoption wrote down about each user, against the legacy rows. */
    RECORDS("what was recorded of each adopted user is what the legacy rows say"),
    /** The ledger's balances against a fresh replay. */
    BALANCES("available credits and debt equal the replay of the legacy rows and the recorded adjustment"),
    /** The host's own column against the ledger, where it follows the ledger. */
    USER_CREDITS("users.credits is what is available, of users for whom a run has set it"),
    /** The sum equation, user by user. */
    EQUATIONS("credits before equal credits after, expired ones and differences, user by user"),
    /** The sum equation over all users. */
    SUMS("credits before equal credits after, expired ones and differences, of all together"),
    /** Accounts against the journal. */
    JOURNAL("the journal, replayed from nothing, yields every balance and every grant"),
    /** Run ids in the journal. */
    RUN_MARKS("exactly the entries up to the last adopted one bear the run's id"),
    /** Ledger rows that no adopted account has. */
    ORPHANS("nothing in the ledger was brought along for an account that was not adopted"),
    /** Expired receipts against expired grants. */
    EXPIRED("as many grants had expired as receipts when they were adopted, of as many credits and users"),
    /** Expiries of receipts against those of grants. */
    EXPIRY_DATES("the first and the last expiry, and how many there are, are those of the receipts"),
    /** Tasks of adopted users. */
    TASKS("every task of an adopted user came along"),
    /** Tasks that wait for their charge. */
    UNCHARGED_TASKS("as many adopted tasks wait to be charged in the ledger as in the legacy database"),
    /** Users against the upgrade's own table. */
    USERS_UPGRADED("every user was upgraded"),
    /** What an upgrade left, against the legacy rows. */
    UPGRADED_REPLAY("what the upgrade left each user, and what expired, is what the legacy rows come to"),
    /** Balances against what an upgrade left. */
    UPGRADED_BALANCES("users.credits is what the upgrade left, less what has expired since"),
    /** Expiries of receipts. */
    RECEIPTS_EXPIRE("every receipt has an expiry"),
    /** Marks of expired receipts. */
    RECEIPTS_MARKED("every receipt whose expiry had come at the cutover is marked as expired, and with an instant");

    private final String sentence;

    CheckSubject(String sentence) {
        this.sentence = sentence;
    }

    /**
     * Returns what should hold, for people to read.
     *
     * @return a sentence without a full stop
     */
    public String sentence() {
        return sentence;
    }
}
