package io.creditledger;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes credits from an account, all of them or none.
 *
 * @param account who pays
 * @param amount how many credits; a charge of 0 is recorded, so that its key is used
 * @param key the request's key
 * @param reference the host's reference; null: none
 * @param metadata the host's metadata
 */
public record ChargeCredits(
        AccountId account,
        Credits amount,
        IdempotencyKey key,
        @Nullable String reference,
        Metadata metadata) implements KeyedCommand<ChargeReceipt> {

    /**
     * Checks the request.
     *
     * @throws IllegalArgumentException if the reference is not storable
     */
    public ChargeCredits {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(metadata, "metadata");
        Request.requireReference(reference);
    }

    /**
     * Returns a request without reference and metadata.
     *
     * @param account who pays
     * @param amount how many credits
     * @param key the request's key
     * @return the request
     */
    public static ChargeCredits of(AccountId account, Credits amount, IdempotencyKey key) {
        return new ChargeCredits(account, amount, key, null, Metadata.none());
    }

    /**
     * Returns this request with a reference.
     *
     * @param newReference 1 to {@value Request#MAX_REFERENCE_LENGTH} UTF-16 code units
     * @return the new request
     * @throws IllegalArgumentException if the reference is blank, too long or not storable text
     */
    public ChargeCredits withReference(String newReference) {
        Objects.requireNonNull(newReference, "newReference");
        return new ChargeCredits(account, amount, key, newReference, metadata);
    }

    /**
     * Returns this request with metadata.
     *
     * @param newMetadata the host's metadata
     * @return the new request
     */
    public ChargeCredits withMetadata(Metadata newMetadata) {
        return new ChargeCredits(account, amount, key, reference, newMetadata);
    }

    @Override
    public Class<ChargeReceipt> receiptType() {
        return ChargeReceipt.class;
    }
}
