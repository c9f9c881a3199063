package io.creditledger.testkit;

import io.creditledger.Balance;
import io.creditledger.Credits;
import io.creditledger.ExpiringCredits;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Assertions on a {@link Balance}; begun by {@link CreditAssertions#assertThat(Balance)}. */
public final class BalanceAssert extends AbstractAssert<BalanceAssert, Balance> {
    BalanceAssert(Balance actual) {
        super(actual, BalanceAssert.class);
    }

    /**
     * Verifies how many credits a charge could take.
     *
     * @param credits how many
     * @return this
     * @throws AssertionError if the balance has another amount available
     */
    public BalanceAssert hasAvailable(long credits) {
        isNotNull();
        return has(credits, actual.available(), "available");
    }

    /**
     * Verifies how many credits belong to grants that are not effective yet.
     *
     * @param credits how many
     * @return this
     * @throws AssertionError if the balance has another amount not yet effective
     */
    public BalanceAssert hasNotYetEffective(long credits) {
        isNotNull();
        return has(credits, actual.notYetEffective(), "not yet effective");
    }

    /**
     * Verifies how many credits are reserved.
     *
     * @param credits how many
     * @return this
     * @throws AssertionError if the balance has another amount held
     */
    public BalanceAssert hasHeld(long credits) {
        isNotNull();
        return has(credits, actual.held(), "held");
    }

    /**
     * Verifies how many credits the account owes.
     *
     * @param credits how many
     * @return this
     * @throws AssertionError if the account owes another amount
     */
    public BalanceAssert hasDebt(long credits) {
        isNotNull();
        return has(credits, actual.debt(), "of debt");
    }

    /**
     * Verifies what expires soonest.
     *
     * @param expires the first instant at which the credits are gone
     * @param credits how many credits expire at that instant
     * @return this
     * @throws AssertionError if something else expires soonest, or nothing ever expires
     */
    public BalanceAssert expiresNext(Instant expires, long credits) {
        isNotNull();
        List<ExpiringCredits> expiring = actual.expiring();
        ExpiringCredits expected = new ExpiringCredits(expires, Credits.of(credits));
        if (expiring.isEmpty()) {
            failWithMessage("Expected %s of which %s next, but nothing in it ever expires", subject(), text(expected));
        } else if (!expiring.get(0).equals(expected)) {
            throw failureWithActualExpected(
                    expiring.get(0),
                    expected,
                    "Expected %s of which %s next, but it is one of which %s next",
                    subject(),
                    text(expected),
                    text(expiring.get(0)));
        }
        return this;
    }

    /**
     * Verifies that nothing in the balance ever expires.
     *
     * @return this
     * @throws AssertionError if something expires
     */
    public BalanceAssert neverExpires() {
        isNotNull();
        if (!actual.expiring().isEmpty()) {
            failWithMessage(
                    "Expected %s in which nothing ever expires, but %s",
                    subject(), text(actual.expiring().get(0)));
        }
        return this;
    }

    private BalanceAssert has(long expected, Credits found, String what) {
        if (found.value() != expected) {
            throw failureWithActualExpected(
                    found.value(),
                    expected,
                    "Expected %s with %d credits %s, but there are %d",
                    subject(),
                    expected,
                    what,
                    found.value());
        }
        return this;
    }

    private String subject() {
        return "a balance of account '" + actual.account() + "' at " + actual.at();
    }

    private static String text(ExpiringCredits expiring) {
        return expiring.credits() + " credits expire at " + expiring.expires();
    }
}
