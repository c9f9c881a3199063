package io.creditledger.jdbc;

import io.creditledger.Metadata;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.tools.json.JSONObject;
import org.jooq.tools.json.JSONParser;
import org.jooq.tools.json.ParseException;
import org.jspecify.annotations.Nullable;

/** Metadata as a JSON object of strings, which support staff can read; null where there is none. */
final class MetadataJson {
    private MetadataJson() {}

    static @Nullable String write(Metadata metadata) {
        return metadata.isEmpty() ? null : JSONObject.toJSONString(metadata.values());
    }

    static Metadata read(@Nullable String json) {
        if (json == null) {
            return Metadata.none();
        }
        Map<String, String> values = new TreeMap<>();
        parse(json).forEach((name, value) -> values.put((String) name, (String) value));
        return new Metadata(values);
    }

    private static Map<?, ?> parse(String json) {
        try {
            return (Map<?, ?>) new JSONParser().parse(json);
        } catch (ParseException e) {
            throw new IllegalStateException("the metadata of an entry must be a JSON object, but was " + json, e);
        }
    }
}
