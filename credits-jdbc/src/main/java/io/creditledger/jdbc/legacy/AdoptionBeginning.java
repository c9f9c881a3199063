package io.creditledger.jdbc.legacy;

import io.creditledger.CreditPolicy;
import io.creditledger.LedgerTime;
import io.creditledger.RunId;
import io.creditledger.jdbc.JdbcCreditLedger;
import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Finds the run that goes on, or begins one if there is somebody to adopt. */
final class AdoptionBeginning {
    private final JdbcCreditLedger ledger;
    private final AdoptionSettings settings;

    AdoptionBeginning(JdbcCreditLedger ledger, AdoptionSettings settings) {
        this.ledger = ledger;
        this.settings = settings;
    }

    /**
     * A run that goes on.
     *
     * @param reader knows the legacy tables
     * @param run the run; null: there is nobody to adopt
     */
    record Begun(LegacyReader reader, @Nullable RunId run) {}

    /** Does so in a transaction, one at a time. */
    Begun begin(DSLContext sql) {
        AdoptionRuns runs = new AdoptionRuns(sql);
        runs.lockBeginning();
        LegacyReader reader = LegacyReader.of(sql, settings.zone());
        Optional<AdoptionRun> unfinished = runs.unfinished();
        if (unfinished.isPresent()) {
            requireSame(unfinished.get(), reader);
            return new Begun(reader, unfinished.get().id());
        }
        UnadoptedUsers users = new UnadoptedUsers(sql, reader);
        if (!users.areThere()) {
            return new Begun(reader, null);
        }
        AdoptionRun run = newRun(reader);
        requireExpiryHasRun(users, run.startedAt());
        runs.insert(run, settings.differences());
        return new Begun(reader, run.id());
    }

    private AdoptionRun newRun(LegacyReader reader) {
        Instant now = LedgerTime.cut(ledger.clock().instant());
        Instant cutover = cutover(reader, now);
        String described = described(reader);
        return new AdoptionRun(
                RunId.random(),
                AdoptionRun.State.RUNNING,
                cutover,
                reader.isUpgraded(),
                ledger.isMirroringUserCredits(),
                described,
                now,
                null,
                reader.countUsers(),
                0,
                0);
    }

    /** What is due and still in a balance would be taken for credits that no transaction explains, and be given anew. */
    private static void requireExpiryHasRun(UnadoptedUsers users, Instant now) {
        long due = users.countDueReceipts(now);
        if (due > 0) {
            throw new AdoptionRefusedException(
                    due + " receipts are due, but no run of the expiry has taken them off the balances;"
                            + " call LegacyReports.expireNow(), or run expire-now until nobody is left, and adopt then");
        }
    }

    private Instant cutover(LegacyReader reader, Instant now) {
        Instant asked = settings.cutover();
        if (reader.cutover().isPresent()) {
            return upgraded(reader.cutover().get(), asked);
        }
        if (asked != null && asked.isAfter(now)) {
            throw new AdoptionRefusedException(
                    "users can be adopted when the cutover has come, but it is " + asked + ", and now is " + now);
        }
        return asked == null ? now : asked;
    }

    private static Instant upgraded(Instant cutover, @Nullable Instant asked) {
        if (asked != null && !asked.equals(cutover)) {
            throw new AdoptionRefusedException("the database was upgraded with the cutover " + cutover
                    + ", which its adoption keeps, but was asked for " + asked);
        }
        return cutover;
    }

    private void requireSame(AdoptionRun run, LegacyReader reader) {
        if (run.state() == AdoptionRun.State.ROLLING_BACK) {
            throw new AdoptionRefusedException(
                    "run " + run.id() + " is being rolled back; call rollback again until that is done");
        }
        Instant cutover = settings.cutover() == null ? run.cutover() : settings.cutover();
        String begun = told(run.settings(), run.cutover(), run.isUpgraded(), run.isMirrored());
        String asked = told(described(reader), cutover, reader.isUpgraded(), ledger.isMirroringUserCredits());
        if (!begun.equals(asked)) {
            throw new AdoptionRefusedException("run " + run.id()
                    + " is not done, and goes on with the settings with which it was begun, or is rolled back; they were "
                    + begun + ", but it was asked to go on with " + asked);
        }
    }

    private static String told(String settings, Instant cutover, boolean isUpgraded, boolean isMirrored) {
        return settings + " cutover=" + cutover + " upgraded=" + isUpgraded + " mirrored=" + isMirrored;
    }

    /** All that the accounts depend on, in one line. */
    private String described(LegacyReader reader) {
        CreditPolicy policy = ledger.policy();
        return "differences=%s zone=%s months=%s order=%s tier=%s failed=%s cancelled=%s"
                .formatted(
                        settings.differences(),
                        reader.zone(),
                        policy.expiryMonths(),
                        policy.consumptionOrder(),
                        settings.tier(),
                        settings.failed(),
                        settings.cancelled());
    }
}
