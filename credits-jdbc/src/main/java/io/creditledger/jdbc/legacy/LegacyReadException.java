package io.creditledger.jdbc.legacy;

import java.sql.SQLException;
import org.jooq.exception.DataAccessException;

/** Reading the legacy tables failed, and not what was done with their rows. */
final class LegacyReadException extends DataAccessException {
    private static final long serialVersionUID = 1L;

    LegacyReadException(SQLException cause) {
        super("reading the legacy tables failed: " + cause.getMessage(), cause);
    }
}
