package io.creditledger.jdbc.legacy;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** How ids, which are text here, are handed to the database as values of the column's own type. */
enum IdKind {
    NUMBER("?") {
        @Override
        void bind(PreparedStatement statement, int index, String id) throws SQLException {
            statement.setLong(index, Long.parseLong(id));
        }
    },
    TEXT("?"),
    UUID("cast(? as uuid)");

    private final String parameter;

    IdKind(String parameter) {
        this.parameter = parameter;
    }

    String parameter() {
        return parameter;
    }

    void bind(PreparedStatement statement, int index, String id) throws SQLException {
        statement.setString(index, id);
    }
}
