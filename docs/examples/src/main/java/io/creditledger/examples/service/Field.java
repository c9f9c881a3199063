package io.creditledger.examples.service;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What callers send, made into values. */
final class Field {
    private Field() {}

    static <S, T> T required(String name, @Nullable S sent, Function<S, T> type) {
        if (sent == null) {
            throw Problem.badRequest("field '" + name + "' is missing");
        }
        return read(sent, type);
    }

    /**
     * The ledger's values refuse what they cannot hold with an IllegalArgumentException that says what would be right. Only
     * here is it the caller's fault: thrown by anything else it tells of a defect, and perhaps of what is stored.
     */
    static <S, T> T read(S sent, Function<S, T> type) {
        try {
            return type.apply(sent);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(String.valueOf(e.getMessage()));
        }
    }
}
