package io.creditledger.jdbc;

import static java.util.Collections.nCopies;

import io.creditledger.AccountId;
import io.creditledger.spi.Account;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;

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

    Map<AccountId, Account> lock(Session session, SortedSet<AccountId> accounts) {
        Map<AccountId, Account> locked = new LinkedHashMap<>();
        session.query(text(accounts.size()), statement -> set(statement, accounts), COLUMNS, row -> {
            Account account = AccountRows.fromRow(row);
            locked.put(account.id(), account);
        });
        return locked;
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

    private void set(PreparedStatement statement, SortedSet<AccountId> accounts) throws SQLException {
        if (arrays && accounts.size() > 1) {
            Object[] ids = accounts.stream().map(AccountId::value).toArray();
            statement.setArray(1, statement.getConnection().createArrayOf("text", ids));
            return;
        }
        int position = 1;
        for (AccountId account : accounts) {
            statement.setString(position++, account.value());
        }
    }
}
