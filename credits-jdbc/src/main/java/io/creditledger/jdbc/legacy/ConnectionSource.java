package io.creditledger.jdbc.legacy;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Where connections come from.
 *
 * @param opening yields one
 * @param isOurs whether it is to be closed after use
 */
record ConnectionSource(Opening opening, boolean isOurs) {
    interface Opening {
        Connection open() throws SQLException;
    }

    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    <T> T with(Work<T> work) throws SQLException {
        if (!isOurs) {
            return work.on(opening.open());
        }
        try (Connection connection = opening.open()) {
            return work.on(connection);
        }
    }
}
