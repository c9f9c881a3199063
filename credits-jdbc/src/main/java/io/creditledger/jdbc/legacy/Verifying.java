package io.creditledger.jdbc.legacy;

import static io.creditledger.jdbc.schema.Tables.CREDIT_ADOPTION;

import io.creditledger.LedgerTime;
import io.creditledger.jdbc.JdbcCreditLedger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Verifies adoptions: one pass over the users with all their rows and the journals of their accounts, batch by batch, and
 * then whatever is left over in the ledger. It writes nothing. For use once.
 */
final class Verifying {
    private final JdbcCreditLedger ledger;
    private final AdoptionSettings settings;
    private final VerificationTerms terms;
    private final LegacyReader reader;
    private final Defects defects;
    private VerifiedSums sums = VerifiedSums.NOTHING;
    private boolean isMirrored;

    Verifying(JdbcCreditLedger ledger, AdoptionSettings settings, ReportLimits lists) {
        this.ledger = ledger;
        this.settings = settings;
        this.reader = ledger.transact((sql, store) -> LegacyReader.of(sql, settings.zone()));
        this.defects = new Defects(lists.samples());
        Instant now = LedgerTime.cut(ledger.clock().instant());
        this.terms = new VerificationTerms(ledger.policy(), settings, now, lists.samples());
    }

    Verification verify() {
        verifyUsers();
        defects.addAll(ledger.transact((sql, store) -> runs(sql)));
        if (reader.isUpgraded()) {
            defects.addAll(ledger.transact((sql, store) -> schema(sql, terms.samples())));
        }
        new Leftovers(ledger, reader, terms.samples()).find(defects);
        return new Verification(terms.now(), sums.accounts(), sums.livedOn(), checks());
    }

    private void verifyUsers() {
        int batchSize = reader.batchSize(
                settings, ledger.transact((sql, store) -> reader.on(sql).countUsers()));
        String last = null;
        List<LegacyUser> users = users(last, batchSize);
        while (!users.isEmpty()) {
            List<LegacyUser> some = users;
            BatchVerification.Found found = ledger.transact(
                    (sql, store) -> new BatchVerification(ledger, sql, store, reader, terms).verify(some));
            sums = sums.plus(found.sums());
            defects.addAll(found.defects());
            last = users.get(users.size() - 1).id();
            users = users(last, batchSize);
        }
    }

    private List<LegacyUser> users(@Nullable String after, int limit) {
        return ledger.transact((sql, store) -> reader.on(sql).users(after, limit));
    }

    private Defects runs(DSLContext sql) {
        Defects found = new Defects(terms.samples());
        sql.selectFrom(CREDIT_ADOPTION)
                .orderBy(CREDIT_ADOPTION.STARTED_AT)
                .forEach(row -> found.examine(
                        CheckSubject.RUNS_FINISHED,
                        row.get(CREDIT_ADOPTION.STATE).equals(AdoptionRun.State.DONE.name()),
                        "run " + row.get(CREDIT_ADOPTION.RUN_ID) + " is " + row.get(CREDIT_ADOPTION.STATE)));
        isMirrored = sql.fetchExists(CREDIT_ADOPTION, CREDIT_ADOPTION.MIRRORED.isTrue());
        return found;
    }

    /** Whether an upgraded database has what it should have. */
    static Defects schema(DSLContext sql, int samples) {
        Defects found = new Defects(samples);
        for (SchemaCheck check : sql.connectionResult(LegacyReports::checkSchema)) {
            found.examine(
                    CheckSubject.SCHEMA,
                    check.state() == SchemaCheck.State.PRESENT,
                    check.kind() + " " + check.name() + " should be " + check.expected() + ", but is "
                            + (check.found() == null ? "missing" : check.found()));
        }
        return found;
    }

    private List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        for (CheckSubject subject : EnumSet.range(CheckSubject.SCHEMA, CheckSubject.UNCHARGED_TASKS)) {
            if (isVerified(subject)) {
                checks.add(check(subject));
            }
        }
        return checks;
    }

    private boolean isVerified(CheckSubject subject) {
        return switch (subject) {
            case SCHEMA -> reader.isUpgraded();
            case USER_CREDITS -> isMirrored;
            default -> true;
        };
    }

    private Check check(CheckSubject subject) {
        return switch (subject) {
            case SUMS ->
                new Check.Same<>(
                        subject, sums.before(), SumEquation.sum(sums.after(), sums.expired(), sums.differences()));
            case EXPIRED ->
                new Check.Same<>(subject, sums.legacy().summary(), sums.ledger().summary());
            case EXPIRY_DATES ->
                new Check.Same<>(subject, sums.legacy().range(), sums.ledger().range());
            case UNCHARGED_TASKS -> new Check.Same<>(subject, sums.unchargedThere(), sums.unchargedHere());
            case SCHEMA,
                    RUNS_FINISHED,
                    USERS_ADOPTED,
                    ACCOUNTS_OF_USERS,
                    RECORDS,
                    BALANCES,
                    USER_CREDITS,
                    EQUATIONS,
                    JOURNAL,
                    RUN_MARKS,
                    ORPHANS,
                    TASKS,
                    USERS_UPGRADED,
                    UPGRADED_REPLAY,
                    UPGRADED_BALANCES,
                    RECEIPTS_EXPIRE,
                    RECEIPTS_MARKED -> defects.of(subject);
        };
    }
}
