package io.creditledger.jdbc;

import io.creditledger.CreditPolicy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The host's table {@code users} in a database of the ledger; dropped, if there is one, when closed. */
final class HostUsers implements AutoCloseable {
    private final LedgerDatabase database;

    HostUsers(LedgerDatabase database) {
        this.database = database;
    }

    /** Makes the table with columns of these types. MySQL has no type of its own for a {@code uuid}. */
    HostUsers table(String idType, String creditsType) {
        String type = database.server() == TestDatabase.MYSQL ? idType.replace("uuid", "char(36)") : idType;
        TestDatabase.execute(
                database.dataSource(),
                "create table users (id " + type + " not null primary key, email varchar(100), credits " + creditsType
                        + " default 10)");
        return this;
    }

    /** Adds users, with the credits that the column begins with. */
    HostUsers with(String... ids) {
        for (String id : ids) {
            TestDatabase.execute(database.dataSource(), "insert into users (id, email) values ('" + id + "', 'x@y.z')");
        }
        return this;
    }

    JdbcCreditLedger ledger() {
        return ledger(LedgerDatabase.POLICY);
    }

    JdbcCreditLedger ledger(CreditPolicy policy) {
        return ledger(database.dataSource(), policy);
    }

    JdbcCreditLedger ledger(DataSource connections) {
        return ledger(connections, LedgerDatabase.POLICY);
    }

    private JdbcCreditLedger ledger(DataSource connections, CreditPolicy policy) {
        return JdbcCreditLedger.on(connections)
                .policy(policy)
                .clock(database.clock)
                .mirroringUserCredits()
                .build();
    }

    /** Returns what the column says of a user whose id is a text. */
    long credits(String id) {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement query = connection.prepareStatement("select credits from users where id = ?")) {
            query.setString(1, id);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns what the column says of every user, by id as text. */
    Map<String, @Nullable Long> all() {
        Map<String, @Nullable Long> credits = new TreeMap<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id, credits from users")) {
            while (rows.next()) {
                credits.put(rows.getString(1), rows.getLong(2));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return credits;
    }

    @Override
    public void close() {
        TestDatabase.execute(database.dataSource(), "drop table if exists users");
    }
}
