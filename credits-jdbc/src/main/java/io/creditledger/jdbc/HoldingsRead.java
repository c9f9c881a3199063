package io.creditledger.jdbc;

import static io.creditledger.jdbc.schema.Tables.CREDIT_GRANT;

import io.creditledger.AccountId;
import io.creditledger.Grant;
import io.creditledger.spi.Account;
import io.creditledger.spi.Holdings;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Field;

/** Reads an account with its open grants, in one statement whose text never changes. */
final class HoldingsRead {
    private static final List<Field<?>> FIELDS = Stream.concat(AccountRows.FIELDS.stream(), GrantRows.FIELDS.stream())
            .toList();

    private static final RowColumns COLUMNS = new RowColumns(FIELDS);

    private static final String TEXT = """
            select %s
            from credit_account
            left join credit_grant on credit_grant.account_id = credit_account.account_id and credit_grant.open = true
            where credit_account.account_id = ?""".formatted(Column.qualified(FIELDS));

    /** The words of MariaDB and MySQL, the only databases where a plain read may be older than a lock. */
    private static final String SHARED = TEXT + " lock in share mode";

    private HoldingsRead() {}

    static Optional<Holdings> of(Session session, AccountId account) {
        List<Account> accounts = new ArrayList<>(1);
        List<Grant> grants = new ArrayList<>();
        String text = session.readsBehindLocks() ? SHARED : TEXT;
        session.read(new Query(text, (statement, before) -> set(statement, before, account), COLUMNS, row -> {
            if (accounts.isEmpty()) {
                accounts.add(AccountRows.fromRow(row));
            }
            if (row.get(CREDIT_GRANT.GRANT_ID) != null) {
                grants.add(GrantRows.fromRow(account, row));
            }
        }));
        return accounts.stream().findFirst().map(found -> new Holdings(found, grants));
    }

    private static int set(PreparedStatement statement, int before, AccountId account) throws SQLException {
        statement.setString(before + 1, account.value());
        return before + 1;
    }
}
