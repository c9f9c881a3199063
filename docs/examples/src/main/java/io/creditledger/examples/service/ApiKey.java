package io.creditledger.examples.service;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * The key that callers must send. What is compared are digests, all of one length, in a time that does not depend on how
 * much of them is equal: so the time of an answer tells nothing about the key.
 */
final class ApiKey {
    static final String HEADER = "X-API-Key";
    static final int MIN_LENGTH = 16;

    private final byte[] digest;

    private ApiKey(byte[] digest) {
        this.digest = digest;
    }

    static ApiKey of(String key) {
        if (key.length() < MIN_LENGTH) {
            throw new IllegalArgumentException(
                    "an API key must have at least " + MIN_LENGTH + " characters, but has " + key.length());
        }
        return new ApiKey(digest(key));
    }

    boolean isSentAs(@Nullable String sent) {
        return sent != null && MessageDigest.isEqual(digest, digest(sent));
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
