package io.creditledger.testkit;

import io.creditledger.Credits;
import io.creditledger.Expiry;
import io.creditledger.Grant;
import java.time.Instant;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;

/** Assertions on a {@link Grant}; begun by {@link CreditAssertions#assertThat(Grant)}. */
public final class GrantAssert extends AbstractAssert<GrantAssert, Grant> {
    GrantAssert(Grant actual) {
        super(actual, GrantAssert.class);
    }

    /**
     * Verifies how many credits were granted.
     *
     * @param credits how many
     * @return this
     * @throws AssertionError if another amount was granted
     */
    public GrantAssert hasAmount(long credits) {
        isNotNull();
        return has("amount", Credits.of(credits), actual.amount());
    }

    /**
     * Verifies how many credits are left.
     *
     * @param credits how many
     * @return this
     * @throws AssertionError if more or less is left
     */
    public GrantAssert hasRemaining(long credits) {
        isNotNull();
        return has("remaining", Credits.of(credits), actual.remaining());
    }

    /**
     * Verifies where the credits come from.
     *
     * @param source the source
     * @return this
     * @throws AssertionError if they come from somewhere else
     */
    public GrantAssert hasSource(String source) {
        isNotNull();
        return has("source", source, actual.source());
    }

    /**
     * Verifies the priority.
     *
     * @param priority the priority
     * @return this
     * @throws AssertionError if the grant has another one
     */
    public GrantAssert hasPriority(int priority) {
        isNotNull();
        return has("priority", priority, actual.priority());
    }

    /**
     * Verifies the first instant at which the grant is usable.
     *
     * @param effective the instant
     * @return this
     * @throws AssertionError if it is another instant
     */
    public GrantAssert isEffectiveFrom(Instant effective) {
        isNotNull();
        return has("effective instant", effective, actual.effective());
    }

    /**
     * Verifies the first instant at which the grant is not usable any more.
     *
     * @param expires the instant
     * @return this
     * @throws AssertionError if it is another instant, or never
     */
    public GrantAssert expiresAt(Instant expires) {
        isNotNull();
        return has("expiry", Expiry.at(expires), actual.expiry());
    }

    /**
     * Verifies that the grant stays usable for ever.
     *
     * @return this
     * @throws AssertionError if it expires
     */
    public GrantAssert neverExpires() {
        isNotNull();
        return has("expiry", Expiry.never(), actual.expiry());
    }

    private GrantAssert has(String what, Object expected, Object found) {
        if (!Objects.equals(found, expected)) {
            throw failureWithActualExpected(
                    found,
                    expected,
                    "Expected grant '%s' of account '%s' to have %s %s, but it has %s",
                    actual.id(),
                    actual.account(),
                    what,
                    expected,
                    found);
        }
        return this;
    }
}
