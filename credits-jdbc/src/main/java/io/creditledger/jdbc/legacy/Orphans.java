package io.creditledger.jdbc.legacy;

import java.util.List;
import org.jooq.DSLContext;

/**
 * Rows of a legacy database that belong to nobody.
 *
 * @param transactions how many transactions
 * @param transactionIds some of their ids
 * @param tasks how many tasks
 * @param taskIds some of their ids
 */
record Orphans(long transactions, List<String> transactionIds, long tasks, List<String> taskIds) {
    private static final String OF_NOBODY =
            " from %s t where not exists (select 1 from users u where u.id = t.user_id)";

    static Orphans of(DSLContext sql, int samples) {
        return new Orphans(
                count(sql, "credit_transactions"),
                ids(sql, "credit_transactions", samples),
                count(sql, "tasks"),
                ids(sql, "tasks", samples));
    }

    private static long count(DSLContext sql, String table) {
        return sql.resultQuery("select count(*)" + OF_NOBODY.formatted(table))
                .fetchSingle()
                .get(0, Long.class);
    }

    private static List<String> ids(DSLContext sql, String table, int limit) {
        return sql.resultQuery("select t.id" + OF_NOBODY.formatted(table) + " order by t.id limit " + limit)
                .fetch(0, String.class);
    }
}
