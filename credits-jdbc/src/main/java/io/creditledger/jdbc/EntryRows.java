package io.creditledger.jdbc;

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
import java.util.Arrays;
import java.util.List;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.RowN;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Entries as rows of {@code credit_entry}. */
final class EntryRows {
    static final List<Field<?>> FIELDS = List.of(
            CREDIT_ENTRY.ACCOUNT_ID,
            CREDIT_ENTRY.SEQ,
            CREDIT_ENTRY.LINE,
            CREDIT_ENTRY.TYPE,
            CREDIT_ENTRY.GRANT_ID,
            CREDIT_ENTRY.AMOUNT,
            CREDIT_ENTRY.BALANCE_AFTER,
            CREDIT_ENTRY.EFFECTIVE_AT,
            CREDIT_ENTRY.RECORDED_AT,
            CREDIT_ENTRY.IDEMPOTENCY_KEY,
            CREDIT_ENTRY.FINGERPRINT,
            CREDIT_ENTRY.REFERENCE,
            CREDIT_ENTRY.METADATA,
            CREDIT_ENTRY.GRANT_NO,
            CREDIT_ENTRY.SOURCE,
            CREDIT_ENTRY.PRIORITY,
            CREDIT_ENTRY.EXPIRES_AT,
            CREDIT_ENTRY.RUN_ID);

    private EntryRows() {}

    static RowN toRow(Entry entry) {
        Request request = entry.request();
        GrantTerms terms = entry.terms();
        return DSL.row(Arrays.asList(
                entry.account().value(),
                entry.seq(),
                entry.line(),
                entry.type().name(),
                value(entry.grant() == null ? null : entry.grant().value(), CREDIT_ENTRY.GRANT_ID),
                entry.amount(),
                entry.balanceAfter().value(),
                value(entry.effectiveAt(), CREDIT_ENTRY.EFFECTIVE_AT),
                value(entry.recordedAt(), CREDIT_ENTRY.RECORDED_AT),
                value(request == null ? null : request.key().value(), CREDIT_ENTRY.IDEMPOTENCY_KEY),
                value(request == null ? null : request.fingerprint().text(), CREDIT_ENTRY.FINGERPRINT),
                value(request == null ? null : request.reference(), CREDIT_ENTRY.REFERENCE),
                value(request == null ? null : MetadataJson.write(request.metadata()), CREDIT_ENTRY.METADATA),
                value(terms == null ? null : terms.number(), CREDIT_ENTRY.GRANT_NO),
                value(terms == null ? null : terms.source(), CREDIT_ENTRY.SOURCE),
                value(terms == null ? null : terms.priority(), CREDIT_ENTRY.PRIORITY),
                value(terms == null ? null : terms.expiry().instant().orElse(null), CREDIT_ENTRY.EXPIRES_AT),
                value(entry.run() == null ? null : entry.run().value(), CREDIT_ENTRY.RUN_ID)));
    }

    static Entry fromRow(Record row) {
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

    private static @Nullable Request request(Record row) {
        String key = row.get(CREDIT_ENTRY.IDEMPOTENCY_KEY);
        return key == null
                ? null
                : new Request(
                        new IdempotencyKey(key),
                        new Fingerprint(row.get(CREDIT_ENTRY.FINGERPRINT)),
                        row.get(CREDIT_ENTRY.REFERENCE),
                        MetadataJson.read(row.get(CREDIT_ENTRY.METADATA)));
    }

    private static @Nullable GrantTerms terms(Record row) {
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

    /** A null needs its column's type, else the databases would have to guess it. */
    private static <T> Field<T> value(@Nullable T value, Field<T> column) {
        return DSL.val(value, column);
    }
}
