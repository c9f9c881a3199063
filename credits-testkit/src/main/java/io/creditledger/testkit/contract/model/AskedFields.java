package io.creditledger.testkit.contract.model;

import io.creditledger.ChargeCredits;
import io.creditledger.Expiry;
import io.creditledger.GrantCredits;
import io.creditledger.KeyedCommand;
import io.creditledger.Metadata;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a request asks for, by the names that a conflict tells. */
final class AskedFields {
    private final Map<String, Object> values = new TreeMap<>();

    private AskedFields(String type, long amount) {
        values.put("type", type);
        values.put("amount", amount);
    }

    /** Names the fields in which two requests differ. */
    static List<String> differing(KeyedCommand<?> first, KeyedCommand<?> second) {
        Map<String, Object> before = of(first).values;
        Map<String, Object> now = of(second).values;
        Map<String, Object> all = new TreeMap<>(before);
        all.putAll(now);
        return all.keySet().stream()
                .filter(name -> !Objects.equals(before.get(name), now.get(name)))
                .toList();
    }

    private static AskedFields of(KeyedCommand<?> command) {
        if (command instanceof GrantCredits grant) {
            return new AskedFields("grant", grant.amount().value())
                    .with("source", grant.source())
                    .with("priority", grant.priority())
                    .withTime(grant.effective(), grant.expiry())
                    .withAttached(grant.reference(), grant.metadata());
        }
        ChargeCredits charge = (ChargeCredits) command;
        return new AskedFields("charge", charge.amount().value()).withAttached(charge.reference(), charge.metadata());
    }

    private AskedFields withTime(@Nullable Instant effective, @Nullable Expiry expiry) {
        return with("effective", effective).with("expiry", expiry);
    }

    private AskedFields withAttached(@Nullable String reference, Metadata metadata) {
        return with("reference", reference).with("metadata", metadata.isEmpty() ? null : metadata);
    }

    private AskedFields with(String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
        return this;
    }
}
