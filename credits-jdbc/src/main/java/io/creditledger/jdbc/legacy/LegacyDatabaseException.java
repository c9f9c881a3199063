package io.creditledger.jdbc.legacy;

/** The host's tables are not such that their credits can be brought along; the message says what would be right. */
public final class LegacyDatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LegacyDatabaseException(String message) {
        super(message);
    }
}
