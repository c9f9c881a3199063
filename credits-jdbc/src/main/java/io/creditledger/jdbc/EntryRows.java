package io.creditledger.jdbc;

import static io.creditledger.jdbc.Column.column;
import static io.creditledger.jdbc.Column.ifAny;
import static io.creditledger.jdbc.schema.Tables.CREDIT_ENTRY;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.EntryType;
import io.creditledger.Fingerprint;
import io.creditledger.GrantId;
import io.creditledger.GrantTerms;
import io.creditledger.IdempotencyKey;
import io.creditledger.Request;
import io.creditledger.RunId;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** Entries as rows of {@code credit_entry}. */
final class EntryRows {
    private static final List<Column<Entry>> COLUMNS = List.of(
            column(CREDIT_ENTRY.ACCOUNT_ID, entry -> entry.account().value()),
            column(CREDIT_ENTRY.SEQ, Entry::seq),
            column(CREDIT_ENTRY.LINE, Entry::line),
            column(CREDIT_ENTRY.TYPE, entry -> entry.type().name()),
            column(CREDIT_ENTRY.GRANT_ID, entry -> ifAny(entry.grant(), GrantId::value)),
            column(CREDIT_ENTRY.AMOUNT, Entry::amount),
            column(CREDIT_ENTRY.BALANCE_AFTER, entry -> entry.balanceAfter().value()),
            column(CREDIT_ENTRY.EFFECTIVE_AT, Entry::effectiveAt),
            column(CREDIT_ENTRY.RECORDED_AT, Entry::recordedAt),
            ofRequest(CREDIT_ENTRY.IDEMPOTENCY_KEY, request -> request.key().value()),
            ofRequest(CREDIT_ENTRY.FINGERPRINT, request -> request.fingerprint().text()),
            ofRequest(CREDIT_ENTRY.REFERENCE, Request::reference),
            ofRequest(CREDIT_ENTRY.METADATA, request -> MetadataJson.write(request.metadata())),
            ofTerms(CREDIT_ENTRY.GRANT_NO, GrantTerms::number),
            ofTerms(CREDIT_ENTRY.SOURCE, GrantTerms::source),
            ofTerms(CREDIT_ENTRY.PRIORITY, GrantTerms::priority),
            ofTerms(CREDIT_ENTRY.EXPIRES_AT, terms -> terms.expiry().instant().orElse(null)),
            column(CREDIT_ENTRY.RUN_ID, entry -> ifAny(entry.run(), RunId::value)));

    static final List<Field<?>> FIELDS = Column.fields(COLUMNS);

    static final String SELECT = Column.select(COLUMNS, CREDIT_ENTRY);

    static final RowInsert<Entry> INSERT = new RowInsert<>(CREDIT_ENTRY, COLUMNS);

    private EntryRows() {}

    static Entry fromRow(Row row) {
        String grant = row.get(CREDIT_ENTRY.GRANT_ID);
        String run = row.get(CREDIT_ENTRY.RUN_ID);
        return new Entry(
                AccountId.of(row.get(CREDIT_ENTRY.ACCOUNT_ID)),
                row.get(CREDIT_ENTRY.SEQ),
                row.get(CREDIT_ENTRY.LINE),
                EntryType.valueOf(row.get(CREDIT_ENTRY.TYPE)),
                grant == null ? null : new GrantId(grant),
                row.get(CREDIT_ENTRY.AMOUNT),
                Credits.of(row.get(CREDIT_ENTRY.BALANCE_AFTER)),
                row.get(CREDIT_ENTRY.EFFECTIVE_AT),
                row.get(CREDIT_ENTRY.RECORDED_AT),
                request(row),
                terms(row),
                run == null ? null : new RunId(run));
    }

    private static @Nullable Request request(Row row) {
        String key = row.get(CREDIT_ENTRY.IDEMPOTENCY_KEY);
        return key == null
                ? null
                : new Request(
                        new IdempotencyKey(key),
                        new Fingerprint(row.get(CREDIT_ENTRY.FINGERPRINT)),
                        row.get(CREDIT_ENTRY.REFERENCE),
                        MetadataJson.read(row.get(CREDIT_ENTRY.METADATA)));
    }

    private static @Nullable GrantTerms terms(Row row) {
        Long number = row.get(CREDIT_ENTRY.GRANT_NO);
        Instant expires = row.get(CREDIT_ENTRY.EXPIRES_AT);
        return number == null
                ? null
                : new GrantTerms(
                        number,
                        row.get(CREDIT_ENTRY.SOURCE),
                        row.get(CREDIT_ENTRY.PRIORITY),
                        GrantRows.expiry(expires));
    }

    /** What only the first line of a transaction has. */
    private static <V> Column<Entry> ofRequest(Field<V> field, Function<Request, @Nullable V> value) {
        return column(field, entry -> ifAny(entry.request(), value));
    }

    /** What only an entry that makes a grant has. */
    private static <V> Column<Entry> ofTerms(Field<V> field, Function<GrantTerms, @Nullable V> value) {
        return column(field, entry -> ifAny(entry.terms(), value));
    }
}
