package io.creditledger.jdbc;

import static io.creditledger.jdbc.schema.Tables.CREDIT_GRANT;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.Expiry;
import io.creditledger.Grant;
import io.creditledger.GrantId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.RowN;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Grants as rows of {@code credit_grant}. */
final class GrantRows {
    /** All that a read needs; the account is known to whoever asks. */
    static final List<Field<?>> FIELDS = List.of(
            CREDIT_GRANT.GRANT_NO,
            CREDIT_GRANT.GRANT_ID,
            CREDIT_GRANT.SOURCE,
            CREDIT_GRANT.PRIORITY,
            CREDIT_GRANT.AMOUNT,
            CREDIT_GRANT.REMAINING,
            CREDIT_GRANT.EFFECTIVE_AT,
            CREDIT_GRANT.EXPIRES_AT);

    static final List<Field<?>> INSERTED = List.of(
            CREDIT_GRANT.GRANT_NO,
            CREDIT_GRANT.GRANT_ID,
            CREDIT_GRANT.SOURCE,
            CREDIT_GRANT.PRIORITY,
            CREDIT_GRANT.AMOUNT,
            CREDIT_GRANT.REMAINING,
            CREDIT_GRANT.EFFECTIVE_AT,
            CREDIT_GRANT.EXPIRES_AT,
            CREDIT_GRANT.ACCOUNT_ID,
            CREDIT_GRANT.OPEN);

    private GrantRows() {}

    static RowN toRow(Grant grant) {
        return DSL.row(Arrays.asList(
                grant.number(),
                grant.id().value(),
                grant.source(),
                grant.priority(),
                grant.amount().value(),
                grant.remaining().value(),
                DSL.val(grant.effective(), CREDIT_GRANT.EFFECTIVE_AT),
                DSL.val(grant.expiry().instant().orElse(null), CREDIT_GRANT.EXPIRES_AT),
                grant.account().value(),
                grant.isOpen()));
    }

    static Grant fromRow(AccountId account, Record row) {
        return new Grant(
                account,
                new GrantId(row.get(CREDIT_GRANT.GRANT_ID)),
                row.get(CREDIT_GRANT.GRANT_NO),
                row.get(CREDIT_GRANT.SOURCE),
                row.get(CREDIT_GRANT.PRIORITY),
                Credits.of(row.get(CREDIT_GRANT.AMOUNT)),
                Credits.of(row.get(CREDIT_GRANT.REMAINING)),
                row.get(CREDIT_GRANT.EFFECTIVE_AT),
                expiry(row.get(CREDIT_GRANT.EXPIRES_AT)));
    }

    static Expiry expiry(@Nullable Instant expires) {
        return expires == null ? Expiry.never() : Expiry.at(expires);
    }

    /** The value stands in the statement, not in a parameter: else PostgreSQL could not know that a partial index fits. */
    static Condition isOpen() {
        return CREDIT_GRANT.OPEN.eq(DSL.inline(true));
    }
}
