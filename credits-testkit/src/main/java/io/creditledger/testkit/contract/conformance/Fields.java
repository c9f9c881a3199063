package io.creditledger.testkit.contract.conformance;

import io.creditledger.Credits;
import io.creditledger.LedgerTime;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** The fields of one JSON object, each of which somebody has to read. */
final class Fields {
    private final Map<String, JsonNode> unread = new LinkedHashMap<>();

    private Fields(JsonNode object) {
        if (!object.isObject()) {
            throw new MalformedCaseException("an object was expected, but found " + object);
        }
        object.properties().forEach(field -> unread.put(field.getKey(), field.getValue()));
    }

    /** Reads an object, and refuses it if a field is left that nobody has read. */
    static <T> T readAll(JsonNode object, Function<Fields, T> reading) {
        Fields fields = new Fields(object);
        T read = reading.apply(fields);
        if (!fields.unread.isEmpty()) {
            throw new MalformedCaseException("unknown fields " + fields.unread.keySet() + " in " + object);
        }
        return read;
    }

    /** Reads an object whose fields are names of the case's own. */
    static <T> Map<String, T> readMap(JsonNode object, Function<JsonNode, T> reading) {
        Map<String, T> map = new LinkedHashMap<>();
        new Fields(object).unread.forEach((name, value) -> map.put(name, reading.apply(value)));
        return map;
    }

    Optional<JsonNode> optional(String name) {
        return Optional.ofNullable(unread.remove(name));
    }

    JsonNode required(String name) {
        return optional(name).orElseThrow(() -> new MalformedCaseException("the field " + name + " is missing"));
    }

    void skip(Collection<String> names) {
        unread.keySet().removeAll(names);
    }

    Set<String> namesLeft() {
        return Set.copyOf(unread.keySet());
    }

    static String text(JsonNode value) {
        return value.stringValueOpt()
                .orElseThrow(() -> new MalformedCaseException("a text was expected, but found " + value));
    }

    static Instant instant(JsonNode value) {
        return LedgerTime.cut(Instant.parse(text(value)));
    }

    static Credits credits(JsonNode value) {
        return Credits.of(Long.parseLong(text(value)));
    }

    static int count(JsonNode value) {
        return Integer.parseInt(text(value));
    }

    static boolean truth(JsonNode value) {
        return value.booleanValueOpt()
                .orElseThrow(() -> new MalformedCaseException("true or false was expected, but found " + value));
    }

    static int number(JsonNode value) {
        return value.intValueOpt()
                .orElseThrow(() -> new MalformedCaseException("a whole number was expected, but found " + value));
    }
}
