package io.creditledger.jdbc;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.raw;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jooq.Condition;
import org.jooq.Field;

/**
 * How MariaDB or MySQL compares the texts of a host's column. Taken alone, it may find texts equal that differ, and it
 * refuses to compare with texts that the column's character set cannot hold.
 *
 * @param characterSet the database's name of the character set
 * @param name the database's name of the collation
 */
record Collation(String characterSet, String name) {
    private static final String OF_USER_ID = "select charset(max(id)), collation(max(id)) from users where 1 = 0";

    static Collation ofUserId(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(OF_USER_ID)) {
            row.next();
            return new Collation(row.getString(1), row.getString(2));
        }
    }

    /** Finds the text by the column's own collation, which an index helps with, and then compares every byte. */
    Condition isExactly(Field<Object> column, Field<Object> text) {
        Field<Object> asColumn =
                field("convert({0} using {1}) collate {2}", Object.class, text, raw(characterSet), raw(name));
        return column.eq(asColumn).and(bytes(column).eq(bytes(text)));
    }

    private static Field<byte[]> bytes(Field<Object> text) {
        return field("cast(convert({0} using utf8mb4) as binary)", byte[].class, text);
    }
}
