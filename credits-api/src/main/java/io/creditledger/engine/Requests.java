package io.creditledger.engine;

import io.creditledger.ChargeCredits;
import io.creditledger.Fingerprint;
import io.creditledger.GiveReward;
import io.creditledger.GrantCredits;
import io.creditledger.IdempotencyKey;
import io.creditledger.Metadata;
import io.creditledger.OpenAccount;
import io.creditledger.Request;
import io.creditledger.Task;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the journal keeps of a command: its key, what the host attached, and the fingerprint of all that it asks for.
 *
 * <p>A fingerprint holds what was asked, not what became of it: two requests that both leave the expiry to the policy ask
 * for the same, although the policy may have answered differently in between.
 */
final class Requests {
    private static final Request OPEN =
            new Request(OpenAccount.KEY, Fingerprint.of(Map.of("type", "open")), null, Metadata.none());

    private Requests() {}

    static Request of(OpenAccount command) {
        return OPEN;
    }

    static Request of(GrantCredits command) {
        SortedMap<String, String> asked = attached(command.reference(), command.metadata());
        asked.put("type", "grant");
        asked.put("amount", command.amount().toString());
        asked.put("source", command.source());
        asked.put("priority", Integer.toString(command.priority()));
        if (command.effective() != null) {
            asked.put("effective", command.effective().toString());
        }
        if (command.expiry() != null) {
            asked.put("expiry", command.expiry().toString());
        }
        return new Request(command.key(), Fingerprint.of(asked), command.reference(), command.metadata());
    }

    static Request of(ChargeCredits command) {
        SortedMap<String, String> asked = attached(command.reference(), command.metadata());
        asked.put("type", "charge");
        asked.put("amount", command.amount().toString());
        return new Request(command.key(), Fingerprint.of(asked), command.reference(), command.metadata());
    }

    /** What a reward gives may change; it is given for the same thing all the same. */
    static Request of(GiveReward command, Instant at, ZoneId zone) {
        SortedMap<String, String> asked = attached(command.reference(), Metadata.none());
        asked.put("type", "reward");
        asked.put("reward", command.reward().name());
        IdempotencyKey key = command.reward().key(command.reference(), at, zone);
        return new Request(key, Fingerprint.of(asked), command.reference(), Metadata.none());
    }

    static Request of(Task completed) {
        SortedMap<String, String> asked = new TreeMap<>();
        asked.put("type", "task");
        asked.put("task", completed.id().value());
        asked.put("output", String.valueOf(completed.output()));
        return new Request(
                completed.id().key(), Fingerprint.of(asked), completed.id().value(), Metadata.none());
    }

    private static SortedMap<String, String> attached(@Nullable String reference, Metadata metadata) {
        SortedMap<String, String> asked = new TreeMap<>();
        if (reference != null) {
            asked.put("reference", reference);
        }
        if (!metadata.isEmpty()) {
            asked.put("metadata", canonical(metadata));
        }
        return asked;
    }

    /** Lengths stand before the texts, so that no two different maps have the same canonical form. */
    private static String canonical(Metadata metadata) {
        StringBuilder text = new StringBuilder();
        metadata.values()
                .forEach((name, value) -> text.append(name.length())
                        .append(':')
                        .append(name)
                        .append(value.length())
                        .append(':')
                        .append(value));
        return text.toString();
    }
}
