package io.creditledger.jdbc;

import io.creditledger.Credits;
import io.creditledger.LedgerUnavailableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * What the columns {@code id} and {@code credits} of the host's table {@code users} hold.
 *
 * @param id what the ids are
 * @param collation how the database compares ids that are texts; null if it compares them exactly
 * @param greatest the most credits that a user can have
 */
record UserColumns(UserIdType id, @Nullable Collation collation, Credits greatest) {
    private static final String NOTHING_OF_BOTH = "select id, credits from users where 1 = 0";
    private static final String NEEDED =
            "users.credits can be kept equal to the ledger only where there is a table users"
                    + " with a column id (integer, bigint, varchar or uuid) and a column credits (integer or bigint), but ";

    /** SQL's class of states for statements that name what is not there, or what must not be read. */
    private static final String NOT_THERE = "42";

    /**
     * Looks at the columns, by the names and on the path by which the updates will find them.
     *
     * @throws IllegalArgumentException if they are not there, or of other types
     * @throws LedgerUnavailableException if the database cannot be reached
     */
    static UserColumns in(DataSource dataSource, Dialect dialect) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            return in(statement, dialect);
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith(NOT_THERE)) {
                throw new IllegalArgumentException(NEEDED + "the database said: " + e.getMessage(), e);
            }
            throw new LedgerUnavailableException(1, true, e);
        }
    }

    private static UserColumns in(Statement statement, Dialect dialect) throws SQLException {
        UserIdType id;
        Credits greatest;
        try (ResultSet nothing = statement.executeQuery(NOTHING_OF_BOTH)) {
            id = id(nothing.getMetaData());
            greatest = Credits.of(greatest(nothing.getMetaData().getColumnTypeName(2)));
        }
        boolean isLoose = id == UserIdType.TEXT && dialect.comparesLoosely();
        return new UserColumns(id, isLoose ? Collation.ofUserId(statement) : null, greatest);
    }

    private static UserIdType id(ResultSetMetaData columns) throws SQLException {
        String type = columns.getColumnTypeName(1);
        return UserIdType.of(columns.getColumnType(1), type)
                .orElseThrow(() -> new IllegalArgumentException(NEEDED + "id is of the type " + type));
    }

    /** Compares the column with the id of one user. */
    Condition isId(Field<Object> column, Field<Object> userId) {
        return collation == null ? column.eq(userId) : collation.isExactly(column, userId);
    }

    /** Of an unsigned column, too, only the values that a signed one has are used. */
    private static long greatest(String type) {
        return switch (type.toLowerCase(Locale.ROOT).replace(" unsigned", "")) {
            case "int", "integer", "int4" -> Integer.MAX_VALUE;
            case "bigint", "int8" -> Long.MAX_VALUE;
            default -> throw new IllegalArgumentException(NEEDED + "credits is of the type " + type);
        };
    }
}
