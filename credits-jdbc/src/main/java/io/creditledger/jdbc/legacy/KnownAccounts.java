package io.creditledger.jdbc.legacy;

import static io.creditledger.jdbc.schema.Tables.CREDIT_ACCOUNT;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;

/**
 * Which of some users have an account in the ledger already.
 *
 * @param adopted those who were adopted
 * @param opened those who have an account that was not adopted
 */
record KnownAccounts(Set<String> adopted, Set<String> opened) {
    static final KnownAccounts NONE = new KnownAccounts(Set.of(), Set.of());

    /** Whether the ledger's tables are there at all. */
    static boolean canBeAsked(DSLContext sql) {
        return sql.connectionResult(
                connection -> LegacyTable.of(connection, "credit_account").has("account_id")
                        && LegacyTable.of(connection, "credit_adopted_account").has("account_id"));
    }

    static KnownAccounts of(DSLContext sql, List<String> users) {
        Set<String> adopted = new AdoptedAccounts(sql).among(users);
        Set<String> opened = new HashSet<>();
        for (List<String> some : AdoptedAccounts.chunks(users)) {
            opened.addAll(sql.select(CREDIT_ACCOUNT.ACCOUNT_ID)
                    .from(CREDIT_ACCOUNT)
                    .where(CREDIT_ACCOUNT.ACCOUNT_ID.in(some))
                    .and(CREDIT_ACCOUNT.LAST_SEQ.gt(0L))
                    .fetch(CREDIT_ACCOUNT.ACCOUNT_ID));
        }
        opened.removeAll(adopted);
        return new KnownAccounts(adopted, opened);
    }
}
