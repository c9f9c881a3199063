package io.creditledger.examples.service;

import org.jspecify.annotations.Nullable;

/** A field of a body. */
final class Field {
    private Field() {}

    static <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw Problem.badRequest("field '" + name + "' is missing");
        }
        return value;
    }
}
