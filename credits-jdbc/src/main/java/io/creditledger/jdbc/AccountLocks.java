package io.creditledger.jdbc;

import static java.util.Collections.nCopies;

import io.creditledger.AccountId;
import io.creditledger.spi.Account;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.Consumer;

/**
 * Locks accounts and reads them, in the order of their ids.
 *
 * @param lock the database's words for the lock
 * @param arrays whether many ids go as one array of PostgreSQL; else each is a parameter
 */
record AccountLocks(String lock, boolean arrays) {
    private static final RowColumns COLUMNS = new RowColumns(AccountRows.FIELDS);
    private static final String ONE = AccountRows.SELECT + " where account_id = ? ";
    private static final String ARRAY = "%s where account_id = any(%s::text[]) order by account_id "
            .formatted(AccountRows.SELECT, PostgresArrays.parameter("text"));

    /** The query that locks accounts, and tells what they are. */
    Query of(Collection<AccountId> accounts, Consumer<Account> locked) {
        return new Query(
                text(accounts.size()),
                (statement, before) -> set(statement, before, accounts),
                COLUMNS,
                row -> locked.accept(AccountRows.fromRow(row)));
    }

    private String text(int accounts) {
        if (accounts == 1) {
            return ONE + lock;
        }
        return (arrays ? ARRAY : ofParameters(accounts)) + lock;
    }

    private static String ofParameters(int accounts) {
        String each = String.join(", ", nCopies(accounts, "?"));
        return "%s where account_id in (%s) order by account_id ".formatted(AccountRows.SELECT, each);
    }

    private int set(PreparedStatement statement, int before, Collection<AccountId> accounts) throws SQLException {
        int last = before;
        if (arrays && accounts.size() > 1) {
            Object[] ids = accounts.stream().map(AccountId::value).toArray();
            statement.setArray(++last, statement.getConnection().createArrayOf("text", ids));
            return last;
        }
        for (AccountId account : accounts) {
            statement.setString(++last, account.value());
        }
        return last;
    }
}
