package io.creditledger.jdbc;

import static java.util.Collections.nCopies;

import io.creditledger.AccountId;
import io.creditledger.spi.Account;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.SortedSet;
import java.util.function.Consumer;

/** Locks accounts and reads them, in the order of their ids. */
final class AccountLocks {
    static final AccountLocks OF_POSTGRESQL = new AccountLocks("for no key update", true);
    static final AccountLocks OF_OTHERS = new AccountLocks("for update", false);

    private static final RowColumns COLUMNS = new RowColumns(AccountRows.FIELDS);

    private final String lock;
    private final String ofOne;
    private final String ofArray;
    private final boolean arrays;

    /**
     * Makes the texts that do not depend on the number of accounts.
     *
     * @param lock the database's words for the lock
     * @param arrays whether many ids go as one array of PostgreSQL; else each is a parameter
     */
    private AccountLocks(String lock, boolean arrays) {
        this.lock = lock;
        this.arrays = arrays;
        this.ofOne = text("= ?");
        this.ofArray = text("= any(%s::text[]) order by account_id".formatted(PostgresArrays.parameter("text")));
    }

    private String text(String which) {
        return "%s where account_id %s %s".formatted(AccountRows.SELECT, which, lock);
    }

    /** The query that locks accounts, and tells what they are. */
    Query of(SortedSet<AccountId> accounts, Consumer<Account> locked) {
        return new Query(
                text(accounts.size()),
                (statement, before) -> set(statement, before, accounts),
                COLUMNS,
                row -> locked.accept(AccountRows.fromRow(row)));
    }

    private String text(int accounts) {
        if (accounts == 1) {
            return ofOne;
        }
        return arrays
                ? ofArray
                : text("in (%s) order by account_id".formatted(String.join(", ", nCopies(accounts, "?"))));
    }

    private int set(PreparedStatement statement, int before, SortedSet<AccountId> accounts) throws SQLException {
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
