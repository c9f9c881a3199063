package io.creditledger.jdbc.legacy;

import io.creditledger.CreditPolicy;
import io.creditledger.LedgerTime;
import io.creditledger.RunId;
import io.creditledger.jdbc.JdbcCreditLedger;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Makes a plan: one pass over all users, batch by batch, that writes nothing but lines of CSV.
 *
 * <p>Each batch is read in one go and counted only when it is read, so that a batch may be read again where the database
 * asks for it. For use once.
 */
final class Planning {
    private static final RunId NO_RUN = RunId.of("plan");

    /** Reads in one transaction, maybe more than once. */
    interface Reading {
        <T> T read(Function<DSLContext, T> work);
    }

    private final Reading database;
    private final AdoptionSettings settings;
    private final ReportLimits limits;
    private final LegacyReader reader;
    private final boolean hasLedger;
    private final int batchSize;
    private final AdoptionTerms terms;
    private final @Nullable PlanCsv csv;
    private final UserGaps gaps;
    private final DirtyCount dirty;
    private final AdoptionCount adoption;
    private final Map<TaskFate, Long> tasks = new EnumMap<>(TaskFate.class);
    private PlanTotals totals = PlanTotals.NONE;

    Planning(
            Reading database,
            CreditPolicy policy,
            Instant now,
            AdoptionSettings settings,
            ReportLimits limits,
            @Nullable Appendable csv) {
        this.database = database;
        this.settings = settings;
        this.limits = limits;
        this.reader = database.read(sql -> LegacyReader.of(sql, settings.zone()));
        this.hasLedger = database.read(KnownAccounts::canBeAsked);
        this.terms = terms(policy, now);
        this.batchSize =
                reader.batchSize(settings, database.read(sql -> reader.on(sql).countUsers()));
        this.csv = csv == null ? null : new PlanCsv(csv);
        this.gaps = new UserGaps(limits.largestGaps());
        this.dirty = new DirtyCount(limits.samples());
        this.adoption = new AdoptionCount(limits.samples());
    }

    /** Plans with the policy and the clock of a ledger. */
    static Planning in(
            JdbcCreditLedger ledger, AdoptionSettings settings, ReportLimits limits, @Nullable Appendable csv) {
        Reading database = new Reading() {
            @Override
            public <T> T read(Function<DSLContext, T> work) {
                return ledger.transact((sql, store) -> work.apply(sql));
            }
        };
        Instant now = LedgerTime.cut(ledger.clock().instant());
        return new Planning(database, ledger.policy(), now, settings, limits, csv);
    }

    /** Plans with what an upgrade would go by; no ledger need be there. */
    static Planning before(
            Reading database, UpgradeSettings upgrade, Instant now, ReportLimits limits, @Nullable Appendable csv) {
        return new Planning(database, policyOf(upgrade), now, readingAs(upgrade), limits, csv);
    }

    static CreditPolicy policyOf(UpgradeSettings upgrade) {
        return CreditPolicy.builder().expiryMonths(upgrade.expiryMonths()).build();
    }

    /** Settings that read the tables as an upgrade does. */
    static AdoptionSettings readingAs(UpgradeSettings upgrade) {
        AdoptionSettings settings = AdoptionSettings.adjusting()
                .withZone(upgrade.zone())
                .withBatchSize(Math.min(upgrade.batchSize(), AdoptionSettings.MAX_BATCH_SIZE));
        return upgrade.cutover() == null ? settings : settings.withCutover(upgrade.cutover());
    }

    private AdoptionTerms terms(CreditPolicy policy, Instant now) {
        Instant asked = settings.cutover() == null ? now : settings.cutover();
        Instant cutover = reader.cutover().orElse(asked);
        Instant recordedAt = now.isBefore(cutover) ? cutover : now;
        return new AdoptionTerms(policy, settings, NO_RUN, cutover, reader.isUpgraded(), recordedAt, recordedAt);
    }

    private List<String> tablesWithoutIndex() {
        return Stream.of(reader.tables().transactions(), reader.tables().tasks())
                .filter(table -> !table.isIndexedByUser())
                .map(LegacyTable::name)
                .toList();
    }

    AdoptionPlan plan() {
        Batch batch = read(null);
        while (!batch.users().isEmpty()) {
            add(batch);
            batch = read(batch.last());
        }
        addOrphans();
        return new AdoptionPlan(
                terms.recordedAt(),
                terms.cutover(),
                terms.isUpgraded(),
                tablesWithoutIndex(),
                totals,
                gaps.count(),
                gaps.largestFirst(),
                dirty.rows(),
                tasks,
                adoption.planned());
    }

    /**
     * Some users who follow each other.
     *
     * @param users what their rows come to; none after the last user
     * @param ledger who of them has an account already
     * @param dirty their rows that are not as they should be
     */
    private record Batch(List<UserFindings> users, KnownAccounts ledger, DirtyCount dirty) {
        String last() {
            return users.get(users.size() - 1).user().id();
        }
    }

    private Batch read(@Nullable String after) {
        return database.read(sql -> {
            LegacyReader here = reader.on(sql);
            DirtyCount found = new DirtyCount(limits.samples());
            List<LegacyUser> users = here.users(after, batchSize);
            if (users.isEmpty()) {
                return new Batch(List.of(), KnownAccounts.NONE, found);
            }
            List<String> ids = users.stream().map(LegacyUser::id).toList();
            KnownAccounts ledger = hasLedger ? KnownAccounts.of(sql, ids) : KnownAccounts.NONE;
            return new Batch(new UserPass(here, user -> terms, found).read(users), ledger, found);
        });
    }

    private void add(Batch batch) {
        batch.users().forEach(user -> add(user, batch.ledger()));
        dirty.addAll(batch.dirty());
    }

    private void add(UserFindings found, KnownAccounts ledger) {
        PlannedUser user = found.planned(terms.isUpgraded());
        totals = totals.plus(user);
        gaps.add(user);
        if (csv != null) {
            csv.add(user);
        }
        found.tasks().forEach((fate, count) -> tasks.merge(fate, count, Long::sum));
        addAdoption(found, ledger);
    }

    private void addAdoption(UserFindings found, KnownAccounts ledger) {
        String id = found.user().id();
        if (ledger.adopted().contains(id)) {
            adoption.addAdopted();
        } else if (ledger.opened().contains(id)) {
            adoption.addRefused(new RefusedUser(
                    id, RefusalReason.ACCOUNT_EXISTS, "the ledger has an account '" + id + "' that was not adopted"));
        } else {
            found.refusal().ifPresentOrElse(adoption::addRefused, () -> adoption.addAccount(found.completeOutcome()));
        }
    }

    private void addOrphans() {
        Orphans orphans = database.read(sql -> Orphans.of(sql, limits.samples()));
        dirty.add(DirtyKind.TRANSACTION_WITHOUT_USER, orphans.transactions(), orphans.transactionIds());
        dirty.add(DirtyKind.TASK_WITHOUT_USER, orphans.tasks(), orphans.taskIds());
        if (orphans.tasks() > 0) {
            tasks.merge(TaskFate.LEFT, orphans.tasks(), Long::sum);
        }
    }
}
