package io.creditledger.jdbc;

import static io.creditledger.jdbc.schema.Tables.CREDIT_ENTRY;
import static io.creditledger.jdbc.schema.Tables.CREDIT_GRANT;
import static io.creditledger.jdbc.schema.Tables.CREDIT_TASK;

import io.creditledger.IdempotencyKey;
import io.creditledger.LedgerTime;
import io.creditledger.TaskId;
import io.creditledger.spi.Demand;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectForUpdateStep;
import org.jooq.impl.DSL;

/**
 * One select for each account and thing that is demanded, many of them united in one statement; so what is demanded of one
 * account is one statement. Where a plain read may be older than the lock, each select is a statement of its own, with locks
 * of its own.
 */
record UnitedReads(DemandSelects selects, boolean locking) implements DemandReads {
    /** How many selects make a statement: more cost the databases as much as they save. */
    private static final int MOST = 64;

    @Override
    public void keysAndGrants(Answers demanded) {
        fetch(demanded, answer -> firstReads(answer.demand()), DemandSelects.GRANT)
                .forEach(row -> demanded.of(row, CREDIT_GRANT.ACCOUNT_ID).addKeyOrGrant(row));
    }

    /** Nothing is expected, since the drivers of these databases send one statement at a time. */
    @Override
    public List<Query> following(Answers lackingGrants, Answers lackingTasks) {
        return List.of();
    }

    private Stream<SelectForUpdateStep<Record>> firstReads(Demand demand) {
        Stream.Builder<SelectForUpdateStep<Record>> reads = Stream.builder();
        if (!demand.keys().isEmpty()) {
            List<String> keys =
                    demand.keys().stream().map(IdempotencyKey::value).toList();
            reads.add(selects.usedKeys(account(demand), CREDIT_ENTRY.IDEMPOTENCY_KEY.in(keys)));
        }
        if (!demand.needed().isZero()) {
            reads.add(usable(demand, GrantPage.FIRST));
        }
        if (demand.due() > 0) {
            reads.add(selects.dueGrants(account(demand), at(demand), demand.due()));
        }
        return reads.build();
    }

    @Override
    public void usableGrants(Answers demanded, GrantPage page) {
        fetch(demanded, answer -> Stream.of(usable(answer.demand(), page)), DemandSelects.GRANT)
                .forEach(row -> demanded.of(row, CREDIT_GRANT.ACCOUNT_ID).addGrant(row));
    }

    private SelectForUpdateStep<Record> usable(Demand demand, GrantPage page) {
        Field<Instant> until = DSL.val(until(demand.at()), CREDIT_GRANT.EFFECTIVE_AT);
        return selects.usableGrants(account(demand), at(demand), until, demand.order(), page);
    }

    @Override
    public void entries(Answers demanded) {
        fetch(demanded, answer -> Stream.of(entries(answer)), EntryRows.FIELDS)
                .forEach(row -> demanded.of(row, CREDIT_ENTRY.ACCOUNT_ID).addEntry(row));
    }

    private SelectForUpdateStep<Record> entries(Answer answer) {
        return selects.entries(account(answer.demand()), CREDIT_ENTRY.SEQ.in(answer.usedBy()));
    }

    @Override
    public void tasks(Answers demanded) {
        fetch(demanded, answer -> Stream.of(tasks(answer.demand())), TaskRows.FIELDS)
                .forEach(row -> demanded.of(row, CREDIT_TASK.ACCOUNT_ID).addTask(row));
    }

    private SelectForUpdateStep<Record> tasks(Demand demand) {
        List<String> ids = demand.tasks().stream().map(TaskId::value).toList();
        return selects.tasks(account(demand), CREDIT_TASK.TASK_ID.in(ids));
    }

    private Stream<Row> fetch(
            Answers demanded, Function<Answer, Stream<SelectForUpdateStep<Record>>> selects, List<Field<?>> columns) {
        Stream<SelectForUpdateStep<Record>> all = demanded.all().stream().flatMap(selects);
        Stream<Select<Record>> statements = locking
                ? all.map(SelectForUpdateStep::forUpdate)
                : ManyRows.inChunks(all.toList(), MOST).stream().map(UnitedReads::unite);
        return statements
                .flatMap(statement -> statement.coerce(columns).fetch().stream())
                .map(record -> record::get);
    }

    private static Select<Record> unite(List<SelectForUpdateStep<Record>> selects) {
        Select<Record> united = selects.get(0);
        for (SelectForUpdateStep<Record> select : selects.subList(1, selects.size())) {
            united = united.unionAll(select);
        }
        return united;
    }

    /** What becomes effective soon is read too, since it is remembered. */
    private static Instant until(Instant at) {
        Instant ahead = at.plus(ReadSoFar.READ_AHEAD);
        return ahead.isAfter(LedgerTime.MAX) ? LedgerTime.MAX : ahead;
    }

    private static Field<String> account(Demand demand) {
        return DSL.val(demand.account().value(), CREDIT_GRANT.ACCOUNT_ID);
    }

    private static Field<Instant> at(Demand demand) {
        return DSL.val(demand.at(), CREDIT_GRANT.EFFECTIVE_AT);
    }
}
