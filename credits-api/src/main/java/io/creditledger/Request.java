package io.creditledger;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the journal keeps of the request that a transaction answers.
 *
 * @param key the request's key
 * @param fingerprint what the request asked for, to tell a repetition from another request under the same key
 * @param reference the host's reference; null: none was given
 * @param metadata the host's metadata
 */
public record Request(
        IdempotencyKey key,
        Fingerprint fingerprint,
        @Nullable String reference,
        Metadata metadata) {
    /** The greatest length of a reference, in UTF-16 code units. */
    public static final int MAX_REFERENCE_LENGTH = 200;

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the reference is blank, too long or not storable text
     */
    public Request {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(metadata, "metadata");
        requireReference(reference);
    }

    static void requireReference(@Nullable String reference) {
        if (reference != null) {
            Text.requireId("reference", reference, MAX_REFERENCE_LENGTH);
        }
    }
}
