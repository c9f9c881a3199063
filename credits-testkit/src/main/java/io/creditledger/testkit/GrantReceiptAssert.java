package io.creditledger.testkit;

import io.creditledger.GrantReceipt;

/** Assertions on a {@link GrantReceipt}; begun by {@link CreditAssertions#assertThat(GrantReceipt)}. */
public final class GrantReceiptAssert extends AbstractReceiptAssert<GrantReceiptAssert, GrantReceipt> {
    GrantReceiptAssert(GrantReceipt actual) {
        super(actual, GrantReceiptAssert.class);
    }

    /**
     * Verifies how many credits were granted.
     *
     * @param credits how many
     * @return this
     * @throws AssertionError if another amount was granted
     */
    public GrantReceiptAssert hasAmount(long credits) {
        grant().hasAmount(credits);
        return this;
    }

    /**
     * Goes on with assertions on the grant as it was made.
     *
     * @return the assertions
     */
    public GrantAssert grant() {
        isNotNull();
        return new GrantAssert(actual.grant()).as(info.description());
    }

    @Override
    boolean replay() {
        return actual.isReplay();
    }
}
