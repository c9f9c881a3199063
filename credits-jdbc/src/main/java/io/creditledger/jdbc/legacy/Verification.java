package io.creditledger.jdbc.legacy;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What was verified after an adoption, or after an upgrade.
 *
 * @param at when
 * @param users how many users were adopted, or upgraded
 * @param livedOn how many of them have transactions since; their balances are no longer what they were left with, and are
 *     not compared with that
 * @param checks what was verified, each subject once
 */
public record Verification(Instant at, long users, long livedOn, List<Check> checks) {
    /**
     * Checks the verification.
     *
     * @throws IllegalArgumentException if nothing was verified, a subject stands there twice, or more accounts have lived
     *     on than there are
     */
    public Verification {
        Objects.requireNonNull(at, "at");
        checks = List.copyOf(checks);
        if (checks.isEmpty() || checks.stream().map(Check::subject).distinct().count() != checks.size()) {
            throw new IllegalArgumentException("a verification has each of its subjects once, but has " + checks);
        }
        if (livedOn < 0 || livedOn > users) {
            throw new IllegalArgumentException("of " + users + " users " + livedOn + " cannot have lived on");
        }
    }

    /**
     * Tells whether everything is as it should be.
     *
     * @return true if every check passed
     */
    public boolean isClean() {
        return checks.stream().allMatch(Check::passed);
    }

    /**
     * Returns what is not as it should be.
     *
     * @return the checks that did not pass
     */
    public List<Check> failures() {
        return checks.stream().filter(check -> !check.passed()).toList();
    }

    /**
     * Returns the check of a subject.
     *
     * @param subject what was verified
     * @return the check; empty if it was not verified, as the schema of a database that is not upgraded
     */
    public Optional<Check> check(CheckSubject subject) {
        return checks.stream().filter(check -> check.subject() == subject).findFirst();
    }

    /**
     * Returns a report for people to read.
     *
     * @return lines, each with a line feed at its end
     */
    public String text() {
        TextColumns lines = new TextColumns("");
        checks.forEach(check -> add(lines, check));
        return "Verified at " + at + ": "
                + (isClean() ? "clean" : failures().size() + " of " + checks.size() + " wrong")
                + "\n" + "Users: " + users + ", of whom " + livedOn
                + " have transactions since\n\n" + lines;
    }

    private static void add(TextColumns lines, Check check) {
        lines.row(
                check.passed() ? "ok" : "WRONG",
                check.subject().name(),
                check.subject().sentence());
        if (!check.passed()) {
            lines.row("", "", "expected " + check.expected() + ", found " + check.found());
            check.samples().forEach(sample -> lines.row("", "", "  " + sample));
        }
    }
}
