package io.creditledger.jdbc.legacy;

import java.sql.SQLException;

/**
 * An upgrade or its rollback has stopped half-way. What was done so far is kept: when the cause is mended, run it again.
 */
public final class LegacyUpgradeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LegacyUpgradeException(String what, SQLException cause) {
        super(what + " has stopped; run it again when the cause is mended: " + cause.getMessage(), cause);
    }
}
