package io.creditledger.jdbc.legacy;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** How ids, which are text here, are handed to the database as values of the column's own type. */
enum IdKind {
    NUMBER("?") {
        @Override
        boolean canBe(String id) {
            return NUMBERS.matcher(id).matches();
        }

        @Override
        void bind(PreparedStatement statement, int index, String id) throws SQLException {
            statement.setLong(index, Long.parseLong(id));
        }
    },
    TEXT("?"),
    UUID("cast(? as uuid)") {
        @Override
        boolean canBe(String id) {
            return UUIDS.matcher(id).matches();
        }
    };

    private static final Pattern NUMBERS = Pattern.compile("-?\\d{1,18}");
    private static final Pattern UUIDS = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private final String parameter;

    IdKind(String parameter) {
        this.parameter = parameter;
    }

    String parameter() {
        return parameter;
    }

    /** Whether a text can be a value of the type at all. */
    boolean canBe(String id) {
        return true;
    }

    void bind(PreparedStatement statement, int index, String id) throws SQLException {
        statement.setString(index, id);
    }
}
