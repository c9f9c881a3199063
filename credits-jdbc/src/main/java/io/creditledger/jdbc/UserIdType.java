package io.creditledger.jdbc;

import io.creditledger.AccountId;
import java.sql.Types;
import java.util.Locale;
import java.util.Optional;

/**
 * What the ids of a host's users are. An account is that of the user whose id, written as text, is the account's id; any
 * other text of the same value, such as {@code 007} for 7, is another account, and has no user.
 */
enum UserIdType {
    NUMBER,
    TEXT,
    UUID;

    /** Tells what ids a column holds, by the type of JDBC and by the database's own name of it; empty if no such ids. */
    static Optional<UserIdType> of(int jdbcType, String name) {
        if (name.toLowerCase(Locale.ROOT).equals("uuid")) {
            return Optional.of(UUID);
        }
        return switch (jdbcType) {
            case Types.SMALLINT, Types.INTEGER, Types.BIGINT -> Optional.of(NUMBER);
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR -> Optional.of(TEXT);
            default -> Optional.empty();
        };
    }

    /** Returns the id of the user whose account this is; empty if no id can be written so. */
    Optional<Object> idOf(AccountId account) {
        try {
            Object id = parse(account.value());
            return id.toString().equals(account.value()) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Object parse(String text) {
        return switch (this) {
            case NUMBER -> Long.valueOf(text);
            case TEXT -> text;
            case UUID -> java.util.UUID.fromString(text);
        };
    }
}
