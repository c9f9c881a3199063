package io.creditledger.jdbc;

import static io.creditledger.jdbc.schema.Tables.CREDIT_ENTRY;
import static io.creditledger.jdbc.schema.Tables.CREDIT_GRANT;
import static io.creditledger.jdbc.schema.Tables.CREDIT_TASK;
import static java.util.stream.Collectors.groupingBy;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.val;

import io.creditledger.ConsumptionOrder;
import io.creditledger.IdempotencyKey;
import io.creditledger.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * PostgreSQL's way for many accounts: what is asked for comes in two arrays, which make a table, and the select of one
 * account is run for each of its rows. So the text of a statement is always the same.
 */
record UnnestedReads(DemandSelects selects) implements DemandReads {
    private static final Field<String> ACCOUNT = field("asked.account_id", CREDIT_GRANT.ACCOUNT_ID.getDataType());
    private static final Field<String> ID = field("asked.what", String.class);
    private static final Field<Long> SEQ = field("asked.what::bigint", Long.class);
    private static final Field<Instant> AT = field("asked.what::timestamptz", CREDIT_GRANT.EFFECTIVE_AT.getDataType());

    @Override
    public List<Record> keysAndGrants(List<Answer> demanded) {
        List<Record> rows = new ArrayList<>(usedKeys(demanded));
        rows.addAll(usableGrants(demanded, GrantPage.FIRST));
        rows.addAll(dueGrants(demanded));
        return rows;
    }

    private List<Record> usedKeys(List<Answer> demanded) {
        return each(
                demanded,
                answer -> answer.demand().keys().stream().map(IdempotencyKey::value),
                selects.usedKeys(ACCOUNT, CREDIT_ENTRY.IDEMPOTENCY_KEY.eq(ID)),
                DemandSelects.GRANT);
    }

    @Override
    public List<Record> usableGrants(List<Answer> demanded, GrantPage page) {
        Map<ConsumptionOrder, List<Answer>> byOrder = demanded.stream()
                .filter(answer -> !answer.demand().needed().isZero())
                .collect(groupingBy(answer -> answer.demand().order()));
        List<Record> rows = new ArrayList<>();
        byOrder.forEach((order, some) -> rows.addAll(
                each(some, UnnestedReads::at, selects.usableGrants(ACCOUNT, AT, order, page), DemandSelects.GRANT)));
        return rows;
    }

    /** An account may be given more due grants than it asked for. */
    private List<Record> dueGrants(List<Answer> demanded) {
        List<Answer> due =
                demanded.stream().filter(answer -> answer.demand().due() > 0).toList();
        int most = due.stream().mapToInt(answer -> answer.demand().due()).max().orElse(0);
        return each(due, UnnestedReads::at, selects.dueGrants(ACCOUNT, AT, most), DemandSelects.GRANT);
    }

    @Override
    public List<Record> entries(List<Answer> demanded) {
        return each(
                demanded,
                answer -> answer.usedBy().stream(),
                selects.entries(ACCOUNT, CREDIT_ENTRY.SEQ.eq(SEQ)),
                EntryRows.FIELDS);
    }

    @Override
    public List<Record> tasks(List<Answer> demanded) {
        return each(
                demanded,
                answer -> answer.demand().tasks().stream().map(TaskId::value),
                selects.tasks(ACCOUNT, CREDIT_TASK.TASK_ID.eq(ID)),
                TaskRows.FIELDS);
    }

    private static Stream<Instant> at(Answer answer) {
        return Stream.of(answer.demand().at());
    }

    private List<Record> each(
            List<Answer> demanded, Function<Answer, Stream<?>> what, Select<Record> select, List<Field<?>> columns) {
        List<String> accounts = new ArrayList<>();
        List<String> asked = new ArrayList<>();
        for (Answer answer : demanded) {
            what.apply(answer).forEach(one -> {
                accounts.add(answer.demand().account().value());
                asked.add(one.toString());
            });
        }
        return accounts.isEmpty() ? List.of() : each(table(accounts, asked), select, columns);
    }

    private List<Record> each(Table<?> asked, Select<Record> select, List<Field<?>> columns) {
        Table<Record> found = DSL.lateral(select).as("found");
        return selects.sql()
                .select(List.of(found.fields()))
                .from(asked, found)
                .coerce(columns)
                .fetch();
    }

    private static Table<?> table(List<String> accounts, List<String> asked) {
        return DSL.table(
                        "unnest({0}::text[], {1}::text[])",
                        val(accounts.toArray(String[]::new)), val(asked.toArray(String[]::new)))
                .as("asked", "account_id", "what");
    }
}
