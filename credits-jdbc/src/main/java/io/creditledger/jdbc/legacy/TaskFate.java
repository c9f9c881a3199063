package io.creditledger.jdbc.legacy;

/** What becomes of a task of a legacy database. */
public enum TaskFate {
    /** It runs, was paid for when it started, and comes over as prepaid: completing it charges nothing. */
    PREPAID("still run and come over as prepaid"),
    /** It is done and comes over as history. */
    HISTORY("are done and come over as history"),
    /** It is nobody's and stays where it is. */
    LEFT("stay where they are, for they are nobody's or their ids cannot be used");

    private final String sentence;

    TaskFate(String sentence) {
        this.sentence = sentence;
    }

    /**
     * Returns what becomes of such tasks, for people to read.
     *
     * @return a phrase without a full stop, whose subject are the tasks
     */
    public String sentence() {
        return sentence;
    }
}
