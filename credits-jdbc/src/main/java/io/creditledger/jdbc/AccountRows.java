package io.creditledger.jdbc;

import static io.creditledger.jdbc.schema.Tables.CREDIT_ACCOUNT;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.spi.Account;
import java.util.List;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.RowN;
import org.jooq.impl.DSL;

/** Accounts as rows of {@code credit_account}. */
final class AccountRows {
    static final List<Field<?>> FIELDS = List.of(
            CREDIT_ACCOUNT.ACCOUNT_ID,
            CREDIT_ACCOUNT.BALANCE,
            CREDIT_ACCOUNT.HELD,
            CREDIT_ACCOUNT.DEBT,
            CREDIT_ACCOUNT.LAST_SEQ,
            CREDIT_ACCOUNT.LAST_GRANT_NO,
            CREDIT_ACCOUNT.LAST_AT,
            CREDIT_ACCOUNT.OPENED_AT);

    private AccountRows() {}

    static RowN toRow(Account account) {
        return DSL.row(List.of(
                account.id().value(),
                account.balance().value(),
                account.held().value(),
                account.debt().value(),
                account.lastSeq(),
                account.lastGrant(),
                DSL.val(account.lastAt(), CREDIT_ACCOUNT.LAST_AT),
                DSL.val(account.openedAt(), CREDIT_ACCOUNT.OPENED_AT)));
    }

    static Account fromRow(Record row) {
        return new Account(
                AccountId.of(row.get(CREDIT_ACCOUNT.ACCOUNT_ID)),
                Credits.of(row.get(CREDIT_ACCOUNT.BALANCE)),
                Credits.of(row.get(CREDIT_ACCOUNT.HELD)),
                Credits.of(row.get(CREDIT_ACCOUNT.DEBT)),
                row.get(CREDIT_ACCOUNT.LAST_SEQ),
                row.get(CREDIT_ACCOUNT.LAST_GRANT_NO),
                row.get(CREDIT_ACCOUNT.LAST_AT),
                row.get(CREDIT_ACCOUNT.OPENED_AT));
    }
}
