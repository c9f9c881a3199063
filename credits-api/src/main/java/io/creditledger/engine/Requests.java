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
import io.creditledger.TaskId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
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
        Fingerprint asked = new Fingerprint.Fields()
                .with("amount", command.amount())
                .with("effective", command.effective())
                .with("expiry", command.expiry())
                .with("metadata", canonical(command.metadata()))
                .with("priority", command.priority())
                .with("reference", command.reference())
                .with("source", command.source())
                .with("type", "grant")
                .fingerprint();
        return new Request(command.key(), asked, command.reference(), command.metadata());
    }

    static Request of(ChargeCredits command) {
        Fingerprint asked = new Fingerprint.Fields()
                .with("amount", command.amount())
                .with("metadata", canonical(command.metadata()))
                .with("reference", command.reference())
                .with("type", "charge")
                .fingerprint();
        return new Request(command.key(), asked, command.reference(), command.metadata());
    }

    /** What a reward gives may change; it is given for the same thing all the same. */
    static Request of(GiveReward command, Instant at, ZoneId zone) {
        Fingerprint asked = new Fingerprint.Fields()
                .with("reference", command.reference())
                .with("reward", command.reward().name())
                .with("type", "reward")
                .fingerprint();
        IdempotencyKey key = command.reward().key(command.reference(), at, zone);
        return new Request(key, asked, command.reference(), Metadata.none());
    }

    static Request of(Task completed) {
        TaskId task = completed.id();
        Fingerprint asked = new Fingerprint.Fields()
                .with("output", String.valueOf(completed.output()))
                .with("task", task)
                .with("type", "task")
                .fingerprint();
        return new Request(task.key(), asked, task.value(), Metadata.none());
    }

    /** Lengths stand before the texts, so that no two different maps have the same canonical form. Null: no pairs. */
    private static @Nullable String canonical(Metadata metadata) {
        if (metadata.isEmpty()) {
            return null;
        }
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
