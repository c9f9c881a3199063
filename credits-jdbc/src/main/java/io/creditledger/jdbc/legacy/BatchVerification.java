package io.creditledger.jdbc.legacy;

import static io.creditledger.jdbc.schema.Tables.CREDIT_ADOPTION_REFUSAL;

import io.creditledger.Task;
import io.creditledger.jdbc.JdbcCreditLedger;
import io.creditledger.jdbc.LedgerRows;
import io.creditledger.spi.StoreTransaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jooq.DSLContext;

/** Verifies some users who follow each other, in one transaction that only reads. For use once. */
final class BatchVerification {
    private static final long ROWS_AT_A_TIME = 50_000;

    private final JdbcCreditLedger ledger;
    private final DSLContext sql;
    private final StoreTransaction store;
    private final LegacyReader reader;
    private final VerificationTerms terms;
    private final Defects defects;
    private VerifiedSums sums = VerifiedSums.NOTHING;

    BatchVerification(
            JdbcCreditLedger ledger,
            DSLContext sql,
            StoreTransaction store,
            LegacyReader reader,
            VerificationTerms terms) {
        this.ledger = ledger;
        this.sql = sql;
        this.store = store;
        this.reader = reader.on(sql);
        this.terms = terms;
        this.defects = new Defects(terms.samples());
    }

    /**
     * What was found.
     *
     * @param sums what adds up
     * @param defects what is wrong
     */
    record Found(VerifiedSums sums, Defects defects) {}

    /** Verifies users, at least one. */
    Found verify(List<LegacyUser> users) {
        Map<String, AdoptedRow> rows =
                AdoptedRow.of(sql, users.stream().map(LegacyUser::id).toList());
        List<AdoptedUser> adopted = new ArrayList<>();
        List<UserFindings> others = new ArrayList<>();
        for (UserFindings user : findings(users, rows)) {
            AdoptedRow row = rows.get(user.user().id());
            if (row == null) {
                others.add(user);
            } else {
                adopted.add(new AdoptedUser(user, row, terms.of(row)));
            }
        }
        defects.examined(CheckSubject.USERS_ADOPTED, adopted.size());
        verifyOthers(others);
        chunks(adopted, user -> user.row().lastSeq()).forEach(this::verifyAccounts);
        chunks(adopted, user -> user.row().tasks()).forEach(this::verifyTasks);
        return new Found(sums, defects);
    }

    private void verifyAccounts(List<AdoptedUser> users) {
        MirrorCheck mirror = new MirrorCheck(
                new LegacyBalances(sql, reader.tables()), ledger.isMirroringUserCredits(), ledger.clock());
        sums = sums.plus(new AccountsVerification(LedgerRows.of(sql), store, defects, mirror).verify(users));
    }

    private List<UserFindings> findings(List<LegacyUser> users, Map<String, AdoptedRow> rows) {
        List<LegacyUser> asFound = users.stream()
                .map(user -> rows.containsKey(user.id()) ? rows.get(user.id()).asFound(user) : user)
                .toList();
        return new UserPass(reader, user -> terms.of(rows.get(user.id())), new DirtyCount(0)).read(asFound);
    }

    /** Whoever came after the adoption has an account, and nothing that it should have brought along. */
    private void verifyOthers(List<UserFindings> others) {
        List<String> ids = others.stream().map(user -> user.user().id()).toList();
        Set<String> opened = KnownAccounts.of(sql, ids).opened();
        Set<String> refused = refused(ids);
        for (UserFindings user : others) {
            boolean isNew = opened.contains(user.user().id())
                    && user.transactions().receipts().count() == 0
                    && user.transactions().spendings().count() == 0;
            defects.examine(
                    CheckSubject.USERS_ADOPTED,
                    isNew || refused.contains(user.user().id()),
                    "user '" + user.user().id() + "' is neither adopted nor listed as refused");
        }
    }

    private Set<String> refused(List<String> users) {
        Set<String> refused = new HashSet<>();
        for (List<String> some : AdoptedAccounts.chunks(users)) {
            refused.addAll(sql.select(CREDIT_ADOPTION_REFUSAL.USER_ID)
                    .from(CREDIT_ADOPTION_REFUSAL)
                    .where(CREDIT_ADOPTION_REFUSAL.USER_ID.in(some))
                    .fetch(CREDIT_ADOPTION_REFUSAL.USER_ID));
        }
        return refused;
    }

    private void verifyTasks(List<AdoptedUser> users) {
        Map<String, AdoptedUser> byId = new HashMap<>();
        users.forEach(user -> byId.put(user.row().account().value(), user));
        List<TaskCheck.Expected> expected = new ArrayList<>();
        String first = users.get(0).findings().user().id();
        String last = users.get(users.size() - 1).findings().user().id();
        reader.tasks(first, last, row -> {
            AdoptedUser user = byId.get(row.user());
            if (user != null) {
                Task task = new TaskAdoption(user.terms())
                        .adopt(user.account(), row)
                        .task();
                expected.add(new TaskCheck.Expected(task, user.adoptedAt()));
            }
        });
        TaskCheck check = new TaskCheck(LedgerRows.of(sql), defects);
        check.compare(expected);
        sums = sums.plus(VerifiedSums.ofTasks(check.unchargedThere(), check.unchargedHere()));
    }

    /** Splits users such that those together have not too many rows. */
    private static List<List<AdoptedUser>> chunks(List<AdoptedUser> users, ToLongFunction<AdoptedUser> rows) {
        List<List<AdoptedUser>> chunks = new ArrayList<>();
        List<AdoptedUser> chunk = new ArrayList<>();
        long sum = 0;
        for (AdoptedUser user : users) {
            chunk.add(user);
            sum += rows.applyAsLong(user);
            if (sum >= ROWS_AT_A_TIME) {
                chunks.add(chunk);
                chunk = new ArrayList<>();
                sum = 0;
            }
        }
        if (!chunk.isEmpty()) {
            chunks.add(chunk);
        }
        return chunks;
    }
}
