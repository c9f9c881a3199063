package io.creditledger.jdbc.legacy;

import io.creditledger.RunId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Verifies an upgrade: one pass over the users with all their rows, batch by batch. It writes nothing. For use once. */
final class UpgradeVerifying {
    private static final RunId NO_RUN = RunId.of("upgrade");

    private final Planning.Reading database;
    private final LegacyReader reader;
    private final UpgradeSettings settings;
    private final AdoptionTerms terms;
    private final int samples;
    private final int batchSize;
    private final Defects defects;
    private Sums sums = new Sums(0, 0, 0, 0, 0, 0);

    UpgradeVerifying(Planning.Reading database, UpgradeSettings settings, Instant now, ReportLimits lists) {
        AdoptionSettings reading = Planning.readingAs(settings);
        Instant cutover = settings.cutover() == null ? now : settings.cutover();
        this.database = database;
        this.settings = settings;
        this.reader = database.read(sql -> LegacyReader.of(sql, settings.zone()));
        Instant at = now.isBefore(cutover) ? cutover : now;
        this.terms = new AdoptionTerms(Planning.policyOf(settings), reading, NO_RUN, cutover, false, at, at);
        this.samples = lists.samples();
        this.batchSize =
                reader.batchSize(reading, database.read(sql -> reader.on(sql).countUsers()));
        this.defects = new Defects(samples);
    }

    /**
     * What adds up.
     *
     * @param users how many users there are
     * @param livedOn how many of them have other transactions than the upgrade found
     * @param before what they had
     * @param after what the upgrade left them
     * @param expired what expired
     * @param differences what is neither
     */
    private record Sums(long users, long livedOn, long before, long after, long expired, long differences) {
        Sums plus(UpgradeBalance row, boolean hasLivedOn) {
            return new Sums(
                    users + 1,
                    livedOn + (hasLivedOn ? 1 : 0),
                    before + row.creditsBefore(),
                    after + row.after(),
                    expired + row.expired(),
                    differences + row.difference());
        }
    }

    Verification verify() {
        String last = null;
        Batch batch = read(last);
        while (!batch.users().isEmpty()) {
            for (UserFindings user : batch.users()) {
                verify(user, batch.upgraded().get(user.user().id()));
            }
            last = batch.users().get(batch.users().size() - 1).user().id();
            batch = read(last);
        }
        defects.addAll(database.read(this::receipts));
        defects.addAll(database.read(sql -> Verifying.schema(sql, samples)));
        return new Verification(terms.recordedAt(), sums.users(), sums.livedOn(), checks());
    }

    /**
     * Some users who follow each other.
     *
     * @param users what their rows come to now
     * @param upgraded what the upgrade did to them, by their ids
     */
    private record Batch(List<UserFindings> users, Map<String, UpgradeBalance> upgraded) {}

    private Batch read(@Nullable String after) {
        return database.read(sql -> {
            LegacyReader here = reader.on(sql);
            List<LegacyUser> users = here.users(after, batchSize);
            if (users.isEmpty()) {
                return new Batch(List.of(), Map.of());
            }
            Map<String, UpgradeBalance> upgraded = new HashMap<>();
            UpgradeBalance.read(
                    sql,
                    here.tables().ids(),
                    users.get(0).id(),
                    users.get(users.size() - 1).id(),
                    row -> upgraded.put(row.user(), row));
            return new Batch(new UserPass(here, user -> terms, new DirtyCount(0)).read(users), upgraded);
        });
    }

    private void verify(UserFindings user, @Nullable UpgradeBalance row) {
        String id = "user '" + user.user().id() + "'";
        defects.examine(CheckSubject.USERS_UPGRADED, row != null, id + " has no row in credit_upgrade_balance");
        if (row == null) {
            return;
        }
        boolean hasLivedOn = user.transactions().receipts().credits() != row.received()
                || user.transactions().spendings().credits() != row.spent();
        sums = sums.plus(row, hasLivedOn);
        defects.examine(
                CheckSubject.EQUATIONS,
                row.creditsBefore() == SumEquation.sum(row.after(), row.expired(), row.difference()),
                id + " had " + row.creditsBefore() + ", which should be " + row.after() + " left, " + row.expired()
                        + " expired and a difference of " + row.difference());
        if (!hasLivedOn) {
            verifyBalance(user, row);
        }
    }

    private void verifyBalance(UserFindings user, UpgradeBalance row) {
        long left = leftBy(user, row);
        long credits = user.user().credits() == null ? 0 : user.user().credits();
        defects.examine(
                CheckSubject.UPGRADED_REPLAY,
                isLatecomer(user, row)
                        || (row.after() == left
                                && row.expired() == user.transactions().expired()),
                "user '" + user.user().id() + "' was left " + row.after() + " with " + row.expired()
                        + " expired, but the rows come to " + left + " with "
                        + user.transactions().expired());
        defects.examine(
                CheckSubject.UPGRADED_BALANCES,
                credits == row.after() - row.expiredLater(),
                "user '" + user.user().id() + "' has " + user.user().credits() + ", but was left " + row.after()
                        + ", of which " + row.expiredLater() + " have expired since");
    }

    private long leftBy(UserFindings user, UpgradeBalance row) {
        UserTally rows = user.transactions();
        long received = rows.receipts().credits();
        long spent = rows.spendings().credits();
        long gone = rows.expiredReceipts().credits();
        long counted = settings.recalculation() == Recalculation.SUM
                ? received - gone - spent
                : received - Math.max(spent, gone);
        long unexplained = Math.max(0, row.creditsBefore() - (received - spent));
        return Math.max(0, counted + (settings.unexplained() == Unexplained.KEEP ? unexplained : 0));
    }

    /** Whoever came when the upgrade was finished kept the balance. */
    private static boolean isLatecomer(UserFindings user, UpgradeBalance row) {
        return user.transactions().expiredReceipts().count() == 0
                && row.expired() == 0
                && row.after() == row.creditsBefore();
    }

    private Defects receipts(DSLContext sql) {
        Defects found = new Defects(samples);
        found.add(each(sql, CheckSubject.RECEIPTS_EXPIRE, "t.expires_at is null"));
        found.add(each(sql, CheckSubject.RECEIPTS_MARKED, """
                (t.expires_at <= s.cutover and not t.is_expired) or (t.is_expired and t.expired_at is null)
                    or (not t.is_expired and t.expired_at is not null)
                """));
        return found;
    }

    private Check.Each each(DSLContext sql, CheckSubject subject, String condition) {
        String receipts = " from credit_transactions t cross join credit_upgrade s where t.amount > 0";
        String wrong = receipts + " and (" + condition + ")";
        return new Check.Each(
                subject,
                count(sql, receipts),
                count(sql, wrong),
                sql
                        .resultQuery("select t.id" + wrong + " order by t.id limit " + samples)
                        .fetch(0, String.class)
                        .stream()
                        .map(id -> "receipt '" + id + "'")
                        .toList());
    }

    private static long count(DSLContext sql, String from) {
        return sql.resultQuery("select count(*)" + from).fetchSingle().get(0, Long.class);
    }

    private List<Check> checks() {
        return List.of(
                defects.of(CheckSubject.SCHEMA),
                defects.of(CheckSubject.USERS_UPGRADED),
                defects.of(CheckSubject.UPGRADED_REPLAY),
                defects.of(CheckSubject.UPGRADED_BALANCES),
                defects.of(CheckSubject.EQUATIONS),
                new Check.Same<>(
                        CheckSubject.SUMS,
                        sums.before(),
                        SumEquation.sum(sums.after(), sums.expired(), sums.differences())),
                defects.of(CheckSubject.RECEIPTS_EXPIRE),
                defects.of(CheckSubject.RECEIPTS_MARKED));
    }
}
