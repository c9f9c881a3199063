package io.creditledger.jdbc;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.table;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.UserCreditsOverflowException;
import io.creditledger.spi.StoreTransaction;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jooq.BatchBindStep;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * The column {@code users.credits} of the host, which follows what is available in the ledger.
 *
 * @param columns what the host's columns hold
 */
record UserCredits(UserColumns columns) implements Mirror {
    private static final Table<Record> USERS = table(name("users"));
    private static final Field<Object> ID = field(name("id"));
    private static final Field<Long> CREDITS = field(name("credits"), SQLDataType.BIGINT);

    private static final String ID_VALUE = "id";
    private static final String CREDITS_VALUE = "credits";

    @Override
    public StoreTransaction follow(Session session, StoreTransaction transaction) {
        return new MirroredTransaction(session, transaction, this);
    }

    /** Tells whether there may be a user whose account this is. */
    boolean mayBeUser(AccountId account) {
        return columns.id().idOf(account).isPresent();
    }

    /**
     * Checks what is to be set. An account without a user may have more than the column holds.
     *
     * @throws UserCreditsOverflowException if one with a user has
     */
    void requireFitting(Session session, SortedMap<AccountId, Credits> available) {
        available.forEach((account, credits) -> {
            if (credits.isMoreThan(columns.greatest()) && isUser(session, account)) {
                throw new UserCreditsOverflowException(account, credits, columns.greatest());
            }
        });
    }

    private boolean isUser(Session session, AccountId account) {
        return session.fetch(session.sql().select(List.of(CREDITS)).from(USERS).where(hasIdOf(account)))
                .isNotEmpty();
    }

    /** Sets the credits of those users that there are, in one batch, in the order of the accounts' ids. */
    void set(DSLContext sql, SortedMap<AccountId, Credits> available) {
        List<Map<String, Object>> rows = available.entrySet().stream()
                .filter(entry -> !entry.getValue().isMoreThan(columns.greatest()))
                .map(entry -> Map.of(
                        ID_VALUE,
                        idOf(entry.getKey()),
                        CREDITS_VALUE,
                        entry.getValue().value()))
                .toList();
        if (!rows.isEmpty()) {
            BatchBindStep batch = sql.batch(update(sql, available.firstKey()));
            for (Map<String, Object> row : rows) {
                batch = batch.bind(row);
            }
            batch.execute();
        }
    }

    Query update(DSLContext sql, AccountId account) {
        return sql.update(USERS).set(CREDITS, param(CREDITS_VALUE, 0L)).where(hasIdOf(account));
    }

    private Condition hasIdOf(AccountId account) {
        return columns.isId(ID, param(ID_VALUE, idOf(account)));
    }

    private Object idOf(AccountId account) {
        return columns.id().idOf(account).orElseThrow();
    }
}
