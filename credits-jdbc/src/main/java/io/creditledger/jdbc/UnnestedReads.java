package io.creditledger.jdbc;

import static io.creditledger.jdbc.schema.Tables.CREDIT_ENTRY;
import static io.creditledger.jdbc.schema.Tables.CREDIT_GRANT;
import static io.creditledger.jdbc.schema.Tables.CREDIT_TASK;

import io.creditledger.ConsumptionOrder;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jooq.Field;

/**
 * PostgreSQL's way: all that is demanded at first in one statement, of however many accounts. There is one text for each
 * combination of what may be demanded, for one account and for many.
 */
record UnnestedReads(Session session) implements DemandReads {
    /** A used key comes in the shape of a grant, so that both come in one answer: a grant always has a source. */
    private static final DemandSelect USED_KEYS = new DemandSelect("text", """
            select account_id, seq, idempotency_key, null::text, null::integer, null::bigint, null::bigint,
                null::timestamptz, null::timestamptz
            from credit_entry
            where account_id = :account and idempotency_key = :what""");

    /**
     * An index has the grants in their order. How many of them an account has is the same for all accounts to PostgreSQL, and
     * where that is few it would rather read all, in whatever way, and sort them. So the grants are joined with a table of one
     * row, which PostgreSQL believes to have a thousand: beside so many rows, the first ones in order are cheap.
     */
    private static final String USABLE = """
            select account_id, grant_no, grant_id, source, priority, amount, remaining, effective_at, expires_at
            from credit_grant cross join (select generate_subscripts(array[1], 1)) as one
            where account_id = :account and open and (expires_at is null or expires_at > :what)
                and effective_at - interval '%d seconds' <= :what
            order by %s
            """;

    private static final ByOrder FIRST_USABLE = ByOrder.within("limit " + GrantPage.FIRST.size());

    private static final ByOrder FURTHER_USABLE = ByOrder.within("limit ? offset ?");

    private static final DemandSelect DUE = new DemandSelect("timestamptz", """
            select account_id, grant_no, grant_id, source, priority, amount, remaining, effective_at, expires_at
            from credit_grant
            where account_id = :account and open and expires_at <= :what
            order by expires_at, grant_no
            limit ?""");

    private static final RowColumns GRANT = new RowColumns(List.of(
            CREDIT_GRANT.ACCOUNT_ID,
            CREDIT_GRANT.GRANT_NO,
            CREDIT_GRANT.GRANT_ID,
            CREDIT_GRANT.SOURCE,
            CREDIT_GRANT.PRIORITY,
            CREDIT_GRANT.AMOUNT,
            CREDIT_GRANT.REMAINING,
            CREDIT_GRANT.EFFECTIVE_AT,
            CREDIT_GRANT.EXPIRES_AT));

    private static final DemandSelect ENTRIES =
            new DemandSelect("bigint", EntryRows.SELECT + " where account_id = :account and seq = :what");
    private static final RowColumns ENTRY = new RowColumns(EntryRows.FIELDS);

    private static final DemandSelect TASKS =
            new DemandSelect("text", TaskRows.SELECT + " where account_id = :account and task_id = :what");
    private static final RowColumns TASK = new RowColumns(TaskRows.FIELDS);

    private static final Map<List<String>, String> TEXTS = new ConcurrentHashMap<>();

    /** A select for each consumption order, such that PostgreSQL reads it off an index; what never expires is last there. */
    private record ByOrder(DemandSelect soonestExpiryFirst, DemandSelect oldestGrantFirst) {
        static ByOrder within(String bounds) {
            return new ByOrder(usable("priority, expires_at, grant_no", bounds), usable("grant_no", bounds));
        }

        private static DemandSelect usable(String order, String bounds) {
            return new DemandSelect("timestamptz", USABLE.formatted(ReadSoFar.READ_AHEAD.toSeconds(), order) + bounds);
        }

        DemandSelect of(ConsumptionOrder order) {
            return switch (order) {
                case SOONEST_EXPIRY_FIRST -> soonestExpiryFirst;
                case OLDEST_GRANT_FIRST -> oldestGrantFirst;
            };
        }
    }

    @Override
    public void keysAndGrants(Answers demanded) {
        keysAndGrantsOf(demanded).ifPresent(session::read);
    }

    @Override
    public List<Query> following(Answers lackingGrants, Answers lackingTasks) {
        List<Query> queries = new ArrayList<>(2);
        keysAndGrantsOf(lackingGrants).ifPresent(queries::add);
        tasksOf(lackingTasks).ifPresent(queries::add);
        return queries;
    }

    private static Optional<Query> keysAndGrantsOf(Answers demanded) {
        List<DemandPart> parts = new ArrayList<>();
        parts.add(DemandPart.of(
                USED_KEYS, demanded.all(), answer -> answer.demand().keys()));
        for (ConsumptionOrder order : ConsumptionOrder.values()) {
            parts.add(DemandPart.of(FIRST_USABLE.of(order), demanded.all(), answer -> usableAt(answer, order)));
        }
        parts.add(due(demanded.all()));
        return query(parts, GRANT, CREDIT_GRANT.ACCOUNT_ID, demanded, Answer::addKeyOrGrant);
    }

    /** An account may be given more due grants than it asked for. */
    private static DemandPart due(Collection<Answer> demanded) {
        int most = 0;
        for (Answer answer : demanded) {
            most = Math.max(most, answer.demand().due());
        }
        return DemandPart.of(DUE, demanded, UnnestedReads::dueAt, most);
    }

    @Override
    public void usableGrants(Answers demanded, GrantPage page) {
        List<DemandPart> parts = new ArrayList<>();
        for (ConsumptionOrder order : ConsumptionOrder.values()) {
            parts.add(DemandPart.of(
                    FURTHER_USABLE.of(order),
                    demanded.all(),
                    answer -> usableAt(answer, order),
                    page.size(),
                    page.offset()));
        }
        read(parts, GRANT, CREDIT_GRANT.ACCOUNT_ID, demanded, Answer::addGrant);
    }

    @Override
    public void entries(Answers demanded) {
        DemandPart entries = DemandPart.of(ENTRIES, demanded.all(), Answer::usedBy);
        read(List.of(entries), ENTRY, CREDIT_ENTRY.ACCOUNT_ID, demanded, Answer::addEntry);
    }

    @Override
    public void tasks(Answers demanded) {
        tasksOf(demanded).ifPresent(session::read);
    }

    private static Optional<Query> tasksOf(Answers demanded) {
        DemandPart tasks =
                DemandPart.of(TASKS, demanded.all(), answer -> answer.demand().tasks());
        return query(List.of(tasks), TASK, CREDIT_TASK.ACCOUNT_ID, demanded, Answer::addTask);
    }

    private static Collection<Instant> usableAt(Answer answer, ConsumptionOrder order) {
        boolean asked =
                answer.demand().order() == order && !answer.demand().needed().isZero();
        return asked ? List.of(answer.since()) : List.of();
    }

    private static Collection<Instant> dueAt(Answer answer) {
        return answer.demand().due() > 0 ? List.of(answer.demand().at()) : List.of();
    }

    private void read(
            List<DemandPart> parts,
            RowColumns columns,
            Field<String> account,
            Answers demanded,
            BiConsumer<Answer, Row> adding) {
        query(parts, columns, account, demanded, adding).ifPresent(session::read);
    }

    private static Optional<Query> query(
            List<DemandPart> parts,
            RowColumns columns,
            Field<String> account,
            Answers demanded,
            BiConsumer<Answer, Row> adding) {
        List<DemandPart> asked = new ArrayList<>(parts);
        asked.removeIf(DemandPart::isEmpty);
        return asked.isEmpty()
                ? Optional.empty()
                : Optional.of(new Query(
                        text(asked),
                        (statement, before) -> set(statement, before, asked),
                        columns,
                        row -> adding.accept(demanded.of(row, account), row)));
    }

    private static int set(PreparedStatement statement, int before, List<DemandPart> parts) throws SQLException {
        int last = before;
        for (DemandPart part : parts) {
            last = part.set(statement, last);
        }
        return last;
    }

    private static String text(List<DemandPart> parts) {
        List<String> texts = new ArrayList<>(parts.size());
        parts.forEach(part -> texts.add(part.text()));
        return TEXTS.computeIfAbsent(texts, all -> "(" + String.join(") union all (", all) + ")");
    }
}
