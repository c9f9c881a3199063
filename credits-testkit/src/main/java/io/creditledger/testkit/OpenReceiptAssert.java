package io.creditledger.testkit;

import io.creditledger.OpenReceipt;
import java.time.Instant;

/** Assertions on an {@link OpenReceipt}; begun by {@link CreditAssertions#assertThat(OpenReceipt)}. */
public final class OpenReceiptAssert extends AbstractReceiptAssert<OpenReceiptAssert, OpenReceipt> {
    OpenReceiptAssert(OpenReceipt actual) {
        super(actual, OpenReceiptAssert.class);
    }

    /**
     * Verifies when the account was opened.
     *
     * @param instant the instant
     * @return this
     * @throws AssertionError if it was opened at another instant
     */
    public OpenReceiptAssert wasOpenedAt(Instant instant) {
        isNotNull();
        if (!actual.openedAt().equals(instant)) {
            throw failureWithActualExpected(
                    actual.openedAt(),
                    instant,
                    "Expected account '%s' to have been opened at %s, but it was opened at %s",
                    actual.account(),
                    instant,
                    actual.openedAt());
        }
        return this;
    }

    /**
     * Verifies how many credits the account was given for its opening.
     *
     * @param credits how many; 0: none
     * @return this
     * @throws AssertionError if it was given another amount
     */
    public OpenReceiptAssert hasSignUpCredits(long credits) {
        isNotNull();
        long found = actual.grant() == null ? 0 : actual.grant().amount().value();
        if (found != credits) {
            throw failureWithActualExpected(
                    found,
                    credits,
                    "Expected account '%s' to have %d sign-up credits, but it has %d",
                    actual.account(),
                    credits,
                    found);
        }
        return this;
    }

    @Override
    boolean replay() {
        return actual.isReplay();
    }
}
