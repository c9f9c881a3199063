package io.creditledger.jdbc;

import static io.creditledger.jdbc.Column.column;
import static io.creditledger.jdbc.schema.Tables.CREDIT_GRANT;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.Expiry;
import io.creditledger.Grant;
import io.creditledger.GrantId;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
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

    private static final Column<Grant> ACCOUNT =
            column(CREDIT_GRANT.ACCOUNT_ID, grant -> grant.account().value());
    private static final Column<Grant> ID =
            column(CREDIT_GRANT.GRANT_ID, grant -> grant.id().value());
    private static final Column<Grant> NUMBER = column(CREDIT_GRANT.GRANT_NO, Grant::number);
    private static final Column<Grant> REMAINING =
            column(CREDIT_GRANT.REMAINING, grant -> grant.remaining().value());
    private static final Column<Grant> OPEN = column(CREDIT_GRANT.OPEN, Grant::isOpen);

    static final RowInsert<Grant> INSERT = new RowInsert<>(
            CREDIT_GRANT,
            List.of(
                    ACCOUNT,
                    ID,
                    NUMBER,
                    column(CREDIT_GRANT.SOURCE, Grant::source),
                    column(CREDIT_GRANT.PRIORITY, Grant::priority),
                    column(CREDIT_GRANT.AMOUNT, grant -> grant.amount().value()),
                    REMAINING,
                    OPEN,
                    column(CREDIT_GRANT.EFFECTIVE_AT, Grant::effective),
                    column(
                            CREDIT_GRANT.EXPIRES_AT,
                            grant -> grant.expiry().instant().orElse(null))));

    /**
     * What a charge changes in a grant. It is named by both of its names: where most accounts have one grant, either index
     * looks as good to a database, and with one name it might go through all grants of the account that has thousands.
     */
    static final RowUpdate<Grant> DRAW =
            new RowUpdate<>(CREDIT_GRANT, List.of(REMAINING, OPEN), List.of(ACCOUNT, ID, NUMBER));

    private GrantRows() {}

    static Grant fromRow(AccountId account, Row row) {
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
