package io.creditledger.jdbc.legacy;

import static io.creditledger.jdbc.schema.Tables.CREDIT_ADOPTED_ACCOUNT;
import static org.jooq.impl.DSL.noCondition;

import io.creditledger.jdbc.JdbcCreditLedger;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Finds what a pass over the users does not come by: accounts without users, and rows of the ledger without accounts. */
final class Leftovers {
    private static final int ACCOUNTS_AT_A_TIME = 500;

    /** What an adoption wrote of an account of which it is not recorded that it was adopted. */
    private static final List<String> ORPHANS = List.of("""
            select distinct concat('entries of account ', e.account_id)
            from credit_entry e
            where e.run_id is not null
                and not exists (select 1 from credit_adopted_account a where a.account_id = e.account_id)
            """, """
            select distinct concat('grants of account ', g.account_id)
            from credit_grant g
            where g.grant_id like 'credit:legacy%'
                and not exists (select 1 from credit_adopted_account a where a.account_id = g.account_id)
            """, """
            select distinct concat('tasks of account ', t.account_id)
            from credit_task t
            where not exists (select 1 from credit_account a where a.account_id = t.account_id)
            """, """
            select concat('account ', a.account_id, ' of run ', a.run_id)
            from credit_adopted_account a
            where not exists (select 1 from credit_adoption r where r.run_id = a.run_id)
            """);

    private final JdbcCreditLedger ledger;
    private final LegacyReader reader;
    private final int samples;

    Leftovers(JdbcCreditLedger ledger, LegacyReader reader, int samples) {
        this.ledger = ledger;
        this.reader = reader;
        this.samples = samples;
    }

    void find(Defects defects) {
        findAccountsWithoutUsers(defects);
        for (String query : ORPHANS) {
            long count = ledger.transact((sql, store) -> count(sql, query));
            List<String> some = ledger.transact((sql, store) ->
                    sql.resultQuery(query + " order by 1 limit " + samples).fetch(0, String.class));
            defects.add(new Check.Each(CheckSubject.ORPHANS, 0, count, some));
        }
    }

    private static long count(DSLContext sql, String query) {
        return sql.resultQuery("select count(*) from (" + query + ") orphan")
                .fetchSingle()
                .get(0, Long.class);
    }

    private void findAccountsWithoutUsers(Defects defects) {
        Page page = page(null);
        while (!page.accounts().isEmpty()) {
            for (String account : page.accounts()) {
                defects.examine(
                        CheckSubject.ACCOUNTS_OF_USERS,
                        page.users().contains(account),
                        "account '" + account + "' was adopted, but there is no such user");
            }
            page = page(page.accounts().get(page.accounts().size() - 1));
        }
    }

    /**
     * Some adopted accounts.
     *
     * @param accounts their ids
     * @param users those of them that are users
     */
    private record Page(List<String> accounts, Set<String> users) {}

    private Page page(@Nullable String after) {
        return ledger.transact((sql, store) -> {
            List<String> accounts = sql.select(CREDIT_ADOPTED_ACCOUNT.ACCOUNT_ID)
                    .from(CREDIT_ADOPTED_ACCOUNT)
                    .where(after == null ? noCondition() : CREDIT_ADOPTED_ACCOUNT.ACCOUNT_ID.gt(after))
                    .orderBy(CREDIT_ADOPTED_ACCOUNT.ACCOUNT_ID)
                    .limit(ACCOUNTS_AT_A_TIME)
                    .fetch(CREDIT_ADOPTED_ACCOUNT.ACCOUNT_ID);
            return new Page(accounts, usersAmong(sql, accounts));
        });
    }

    private Set<String> usersAmong(DSLContext sql, List<String> accounts) {
        return new LegacyBalances(sql, reader.tables()).of(accounts).keySet();
    }
}
