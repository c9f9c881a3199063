package io.creditledger;

import java.time.Instant;

/** The few values that most tests begin with. */
public final class Fixtures {
    public static final AccountId ALICE = AccountId.of("alice");
    public static final AccountId BOB = AccountId.of("bob");
    public static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
    public static final Instant YESTERDAY = Instant.parse("2026-01-14T12:00:00Z");
    public static final Instant TOMORROW = Instant.parse("2026-01-16T12:00:00Z");

    private Fixtures() {}

    /** Alice's grant of that many credits, usable since yesterday. */
    public static Grant grant(String id, long number, long credits, Expiry expiry) {
        return new Grant(
                ALICE,
                new GrantId(id),
                number,
                "purchase",
                0,
                Credits.of(credits),
                Credits.of(credits),
                YESTERDAY,
                expiry);
    }

    public static Grant grant(String id, long number, long credits) {
        return grant(id, number, credits, Expiry.never());
    }

    public static GrantCredits grantCredits(long credits, String key) {
        return GrantCredits.of(ALICE, Credits.of(credits), "purchase", key(key));
    }

    public static ChargeCredits chargeCredits(long credits, String key) {
        return ChargeCredits.of(ALICE, Credits.of(credits), key(key));
    }

    public static IdempotencyKey key(String value) {
        return IdempotencyKey.of(value);
    }

    /** A null where none belongs. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    public static <T> T absent() {
        return null;
    }
}
