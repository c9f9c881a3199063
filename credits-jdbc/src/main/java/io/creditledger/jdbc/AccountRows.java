package io.creditledger.jdbc;

import static io.creditledger.jdbc.Column.column;
import static io.creditledger.jdbc.schema.Tables.CREDIT_ACCOUNT;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.spi.Account;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.RowN;
import org.jooq.impl.DSL;

/** Accounts as rows of {@code credit_account}. */
final class AccountRows {
    private static final Column<Account> ID =
            column(CREDIT_ACCOUNT.ACCOUNT_ID, account -> account.id().value());

    private static final List<Column<Account>> BALANCE = List.of(
            column(CREDIT_ACCOUNT.BALANCE, account -> account.balance().value()),
            column(CREDIT_ACCOUNT.LAST_SEQ, Account::lastSeq),
            column(CREDIT_ACCOUNT.LAST_AT, Account::lastAt));

    private static final List<Column<Account>> CHANGING = Stream.concat(
                    BALANCE.stream(),
                    Stream.<Column<Account>>of(
                            column(
                                    CREDIT_ACCOUNT.HELD,
                                    account -> account.held().value()),
                            column(
                                    CREDIT_ACCOUNT.DEBT,
                                    account -> account.debt().value()),
                            column(CREDIT_ACCOUNT.LAST_GRANT_NO, Account::lastGrant)))
            .toList();

    private static final List<Column<Account>> OPENED = Stream.concat(
                    CHANGING.stream(), Stream.of(column(CREDIT_ACCOUNT.OPENED_AT, Account::openedAt)))
            .toList();

    private static final List<Column<Account>> COLUMNS =
            Stream.concat(Stream.of(ID), OPENED.stream()).toList();

    private static final List<Column<Account>> PROVING =
            Stream.concat(Stream.of(ID), CHANGING.stream()).toList();

    static final List<Field<?>> FIELDS = Column.fields(COLUMNS);

    static final String SELECT = Column.select(COLUMNS, CREDIT_ACCOUNT);

    /** What the first transaction of an account changes. */
    static final RowUpdate<Account> OPEN = new RowUpdate<>(CREDIT_ACCOUNT, OPENED, List.of(ID));

    /** What every later one changes. */
    static final RowUpdate<Account> MOVE = new RowUpdate<>(CREDIT_ACCOUNT, CHANGING, List.of(ID));

    /** What a later one changes in rows that are remembered. */
    private static final RememberedRowUpdate<RememberedMove> MOVE_REMEMBERED = remembered(CHANGING);

    /** The same where nothing but balances is moved, as by charges. */
    private static final RememberedRowUpdate<RememberedMove> MOVE_REMEMBERED_BALANCE = remembered(BALANCE);

    /** What changes remembered rows in these ways. Most batches are of charges, for which half of the columns are enough. */
    static RememberedRowUpdate<RememberedMove> move(List<RememberedMove> moves) {
        return moveOnlyBalances(moves) ? MOVE_REMEMBERED_BALANCE : MOVE_REMEMBERED;
    }

    private static boolean moveOnlyBalances(List<RememberedMove> moves) {
        for (RememberedMove move : moves) {
            if (!move.movesOnlyBalance()) {
                return false;
            }
        }
        return true;
    }

    private static RememberedRowUpdate<RememberedMove> remembered(List<Column<Account>> changed) {
        return RememberedRowUpdate.of(
                CREDIT_ACCOUNT, of(changed, RememberedMove::moved), of(PROVING, RememberedMove::remembered));
    }

    private static List<Column<RememberedMove>> of(
            List<Column<Account>> columns, Function<RememberedMove, Account> which) {
        return columns.stream().map(column -> of(column, which)).toList();
    }

    private static Column<RememberedMove> of(Column<Account> column, Function<RememberedMove, Account> which) {
        return new Column<>(column.field(), move -> column.of(which.apply(move)));
    }

    private AccountRows() {}

    static RowN toRow(Account account) {
        return DSL.row(COLUMNS.stream()
                .map(column -> DSL.val(column.of(account), column.field()))
                .toList());
    }

    static Account fromRow(Row row) {
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
