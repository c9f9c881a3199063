package io.creditledger;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gives credits to an account.
 *
 * <pre>{@code
 * GrantCredits.of(alice, Credits.of(500), "purchase", IdempotencyKey.of("order:815"))
 *         .withReference("invoice 2026-0815")
 *         .expiring(Expiry.never());
 * }</pre>
 *
 * @param account who receives the credits
 * @param amount how many, at least 1
 * @param source where they come from, in the host's words; 1 to {@value #MAX_SOURCE_LENGTH} UTF-16 code units
 * @param key the request's key
 * @param priority which grants pay first: lower ones
 * @param effective the first instant at which the credits are usable; null: at once
 * @param expiry when they stop being usable; null: when the policy says
 * @param reference the host's reference; null: none
 * @param metadata the host's metadata
 */
public record GrantCredits(
        AccountId account,
        Credits amount,
        String source,
        IdempotencyKey key,
        int priority,
        @Nullable Instant effective,
        @Nullable Expiry expiry,
        @Nullable String reference,
        Metadata metadata)
        implements KeyedCommand<GrantReceipt> {
    /** The priority of a grant for which none is asked. */
    public static final int DEFAULT_PRIORITY = 0;

    /** The greatest length of a source, in UTF-16 code units. */
    public static final int MAX_SOURCE_LENGTH = 64;

    /**
     * Checks the request.
     *
     * @throws IllegalArgumentException if the amount is 0, a text is not storable, the effective instant is not storable,
     *     or the expiry does not come after the effective instant
     */
    public GrantCredits {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(metadata, "metadata");
        Text.requireId("source", source, MAX_SOURCE_LENGTH);
        Request.requireReference(reference);
        if (amount.isZero()) {
            throw new IllegalArgumentException("a grant must be of at least 1 credit, but was of 0");
        }
        if (effective != null) {
            requireOrder(LedgerTime.requireStorable("effective", effective), expiry);
        }
    }

    /**
     * Returns a request for a grant that is usable at once, expires when the policy says, and has the default priority.
     *
     * @param account who receives the credits
     * @param amount how many, at least 1
     * @param source where they come from, in the host's words; 1 to {@value #MAX_SOURCE_LENGTH} UTF-16 code units
     * @param key the request's key
     * @return the request
     * @throws IllegalArgumentException if the amount is 0 or the source is not storable
     */
    public static GrantCredits of(AccountId account, Credits amount, String source, IdempotencyKey key) {
        return new GrantCredits(account, amount, source, key, DEFAULT_PRIORITY, null, null, null, Metadata.none());
    }

    /**
     * Returns this request with a priority.
     *
     * @param newPriority which grants pay first: lower ones; any number
     * @return the new request
     */
    public GrantCredits withPriority(int newPriority) {
        return new GrantCredits(account, amount, source, key, newPriority, effective, expiry, reference, metadata);
    }

    /**
     * Returns this request with an effective instant, which may lie in the past or in the future.
     *
     * @param instant the first instant at which the credits are usable, a whole microsecond
     * @return the new request
     * @throws IllegalArgumentException if the instant is not storable or not before the expiry
     */
    public GrantCredits effectiveFrom(Instant instant) {
        Objects.requireNonNull(instant, "instant");
        return new GrantCredits(account, amount, source, key, priority, instant, expiry, reference, metadata);
    }

    /**
     * Returns this request with an expiry of its own instead of the policy's. An expiry in the past makes a grant that
     * expires in the transaction that makes it.
     *
     * @param newExpiry when the credits stop being usable
     * @return the new request
     * @throws IllegalArgumentException if the expiry does not come after the effective instant
     */
    public GrantCredits expiring(Expiry newExpiry) {
        Objects.requireNonNull(newExpiry, "newExpiry");
        return new GrantCredits(account, amount, source, key, priority, effective, newExpiry, reference, metadata);
    }

    /**
     * Returns this request with a reference.
     *
     * @param newReference 1 to {@value Request#MAX_REFERENCE_LENGTH} UTF-16 code units
     * @return the new request
     * @throws IllegalArgumentException if the reference is blank, too long or not storable text
     */
    public GrantCredits withReference(String newReference) {
        Objects.requireNonNull(newReference, "newReference");
        return new GrantCredits(account, amount, source, key, priority, effective, expiry, newReference, metadata);
    }

    /**
     * Returns this request with metadata.
     *
     * @param newMetadata the host's metadata
     * @return the new request
     */
    public GrantCredits withMetadata(Metadata newMetadata) {
        return new GrantCredits(account, amount, source, key, priority, effective, expiry, reference, newMetadata);
    }

    @Override
    public Class<GrantReceipt> receiptType() {
        return GrantReceipt.class;
    }

    private static void requireOrder(Instant effective, @Nullable Expiry expiry) {
        if (expiry != null && expiry.hasPassedAt(effective)) {
            throw new IllegalArgumentException("a grant must expire after it becomes effective, but expires at "
                    + expiry + " and is effective from " + effective);
        }
    }
}
