package io.creditledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Credits that accounts are given for doing something, as often as the recurrence allows.
 *
 * <p>A reward is the same as another if its name and recurrence are: how many credits it gives may change, and an account
 * that was given it before is not given it again. The ledger's own are {@code invite}, {@code invited}, {@code
 * daily-sign-in} and {@code share-video}.
 *
 * @param name what it is given for, such as {@code watch-tutorial}: 1 to 32 lower-case letters, digits and hyphens. It is
 *     the source of the grants
 * @param credits how many; 0: the reward is not given at present
 * @param recurrence how often
 */
public record Reward(String name, Credits credits, Recurrence recurrence) {
    /** The greatest length of a reference, in UTF-16 code units. */
    public static final int MAX_REFERENCE_LENGTH = 128;

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if the name has other characters, or too many
     */
    public Reward {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(credits, "credits");
        Objects.requireNonNull(recurrence, "recurrence");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a reward's name must have 1 to 32 lower-case letters, digits and hyphens, but was '" + name + "'");
        }
    }

    /**
     * Returns this reward with another number of credits. It concerns new grants only.
     *
     * @param newCredits how many; 0: the reward is not given at present
     * @return the new reward
     */
    public Reward of(Credits newCredits) {
        return new Reward(name, newCredits, recurrence);
    }

    /**
     * Returns the key under which the reward is given once.
     *
     * @param reference what it is given for; null unless the reward is given once for each reference
     * @param at when it is given
     * @param zone the zone whose calendar counts
     * @return the key, one of the ledger's own
     * @throws IllegalArgumentException if a reference is missing or not expected
     */
    public IdempotencyKey key(@Nullable String reference, Instant at, ZoneId zone) {
        requireReference(reference);
        String occasion = recurrence.occasion(reference, LocalDate.ofInstant(at, zone));
        return new IdempotencyKey(IdempotencyKey.RESERVED_PREFIX + "reward:" + name + ":" + occasion);
    }

    void requireReference(@Nullable String reference) {
        if (recurrence.needsReference() != (reference != null)) {
            throw new IllegalArgumentException("reward '" + name + "' is given " + recurrence + " and "
                    + (reference == null
                            ? "needs a reference"
                            : "takes no reference, but was given '" + reference + "'"));
        }
        if (reference != null) {
            Text.requireId("reference", reference, MAX_REFERENCE_LENGTH);
        }
    }
}
