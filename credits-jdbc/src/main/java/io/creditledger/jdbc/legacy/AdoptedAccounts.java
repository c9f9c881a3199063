package io.creditledger.jdbc.legacy;

import static io.creditledger.jdbc.schema.Tables.CREDIT_ACCOUNT;
import static io.creditledger.jdbc.schema.Tables.CREDIT_ADOPTED_ACCOUNT;
import static io.creditledger.jdbc.schema.Tables.CREDIT_ENTRY;
import static io.creditledger.jdbc.schema.Tables.CREDIT_GRANT;
import static io.creditledger.jdbc.schema.Tables.CREDIT_TASK;

import io.creditledger.RunId;
import io.creditledger.spi.Account;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.RowN;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The accounts that runs have adopted, in one transaction. */
final class AdoptedAccounts {
    private static final int ROWS_PER_STATEMENT = 500;
    private static final List<Field<?>> FIELDS = List.of(
            CREDIT_ADOPTED_ACCOUNT.ACCOUNT_ID,
            CREDIT_ADOPTED_ACCOUNT.RUN_ID,
            CREDIT_ADOPTED_ACCOUNT.LAST_SEQ,
            CREDIT_ADOPTED_ACCOUNT.LEGACY_CREDITS,
            CREDIT_ADOPTED_ACCOUNT.MIRRORED_CREDITS,
            CREDIT_ADOPTED_ACCOUNT.RECEIVED,
            CREDIT_ADOPTED_ACCOUNT.SPENT,
            CREDIT_ADOPTED_ACCOUNT.EXPIRED,
            CREDIT_ADOPTED_ACCOUNT.ADJUSTMENT,
            CREDIT_ADOPTED_ACCOUNT.RECEIPTS,
            CREDIT_ADOPTED_ACCOUNT.SPENDINGS,
            CREDIT_ADOPTED_ACCOUNT.TASKS,
            CREDIT_ADOPTED_ACCOUNT.RUNNING_TASKS,
            CREDIT_ADOPTED_ACCOUNT.DIRTY_ROWS);

    private final DSLContext sql;

    AdoptedAccounts(DSLContext sql) {
        this.sql = sql;
    }

    /** Which of these users were adopted, by whatever run. */
    Set<String> among(Collection<String> users) {
        Set<String> adopted = new HashSet<>();
        for (List<String> some : chunks(List.copyOf(users))) {
            adopted.addAll(sql.select(CREDIT_ADOPTED_ACCOUNT.ACCOUNT_ID)
                    .from(CREDIT_ADOPTED_ACCOUNT)
                    .where(CREDIT_ADOPTED_ACCOUNT.ACCOUNT_ID.in(some))
                    .fetch(CREDIT_ADOPTED_ACCOUNT.ACCOUNT_ID));
        }
        return adopted;
    }

    /**
     * An account that was adopted.
     *
     * @param row the account's row as the run leaves it
     * @param outcome what the user's rows came to
     * @param mirrored what the ledger has set {@code users.credits} to; null if it leaves the column alone
     */
    record Adopted(
            Account row, AccountOutcome outcome, @Nullable Long mirrored) {}

    void insert(RunId run, List<Adopted> adopted) {
        for (List<Adopted> some : chunks(adopted)) {
            sql.insertInto(CREDIT_ADOPTED_ACCOUNT, FIELDS)
                    .valuesOfRows(
                            some.stream().map(account -> row(run, account)).toList())
                    .execute();
        }
    }

    private static RowN row(RunId run, Adopted adopted) {
        AccountOutcome outcome = adopted.outcome();
        AccountTally tally = outcome.tally();
        return DSL.row(Arrays.asList(
                adopted.row().id().value(),
                run.value(),
                adopted.row().lastSeq(),
                DSL.val(outcome.user().credits(), CREDIT_ADOPTED_ACCOUNT.LEGACY_CREDITS),
                DSL.val(adopted.mirrored(), CREDIT_ADOPTED_ACCOUNT.MIRRORED_CREDITS),
                tally.received(),
                tally.spent(),
                outcome.expired(),
                outcome.adjustment(),
                tally.receipts(),
                tally.spendings(),
                tally.tasks(),
                tally.runningTasks(),
                tally.dirtyRows()));
    }

    /** Removes accounts with all that they have, as if they had never been. */
    void delete(Collection<String> accounts) {
        for (List<String> some : chunks(List.copyOf(accounts))) {
            sql.deleteFrom(CREDIT_TASK).where(CREDIT_TASK.ACCOUNT_ID.in(some)).execute();
            sql.deleteFrom(CREDIT_ENTRY).where(CREDIT_ENTRY.ACCOUNT_ID.in(some)).execute();
            sql.deleteFrom(CREDIT_GRANT).where(CREDIT_GRANT.ACCOUNT_ID.in(some)).execute();
            sql.deleteFrom(CREDIT_ADOPTED_ACCOUNT)
                    .where(CREDIT_ADOPTED_ACCOUNT.ACCOUNT_ID.in(some))
                    .execute();
            sql.deleteFrom(CREDIT_ACCOUNT)
                    .where(CREDIT_ACCOUNT.ACCOUNT_ID.in(some))
                    .execute();
        }
    }

    static <T> List<List<T>> chunks(List<T> all) {
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += ROWS_PER_STATEMENT) {
            chunks.add(all.subList(from, Math.min(all.size(), from + ROWS_PER_STATEMENT)));
        }
        return chunks;
    }
}
