package io.creditledger.testkit;

import io.creditledger.Grant;
import io.creditledger.RewardReceipt;
import org.assertj.core.api.AbstractAssert;

/** Assertions on a {@link RewardReceipt}; begun by {@link CreditAssertions#assertThat(RewardReceipt)}. */
public final class RewardReceiptAssert extends AbstractAssert<RewardReceiptAssert, RewardReceipt> {
    RewardReceiptAssert(RewardReceipt actual) {
        super(actual, RewardReceiptAssert.class);
    }

    /**
     * Verifies that the reward was given now.
     *
     * @return this
     * @throws AssertionError if it was given before, or nothing is given for it
     */
    public RewardReceiptAssert isNew() {
        isNotNull();
        if (!actual.isNew()) {
            failWithMessage("Expected the receipt of a new reward, but nothing was given now: %s", actual);
        }
        return this;
    }

    /**
     * Verifies that the reward had been given before, and was not given again.
     *
     * @return this
     * @throws AssertionError if it was given now, or nothing is given for it
     */
    public RewardReceiptAssert isRepeat() {
        grant();
        if (actual.isNew()) {
            failWithMessage("Expected the receipt of a reward that had been given before, but it is new: %s", actual);
        }
        return this;
    }

    /**
     * Verifies that nothing is given for it.
     *
     * @return this
     * @throws AssertionError if there is a grant, new or not
     */
    public RewardReceiptAssert gaveNothing() {
        isNotNull();
        actual.grant().ifPresent(grant -> failWithMessage("Expected no reward, but there is %s", grant));
        return this;
    }

    /**
     * Verifies how many credits the reward gave, now or before.
     *
     * @param credits how many
     * @return this
     * @throws AssertionError if it gave another amount, or nothing
     */
    public RewardReceiptAssert hasAmount(long credits) {
        grant().hasAmount(credits);
        return this;
    }

    /**
     * Goes on with assertions on the grant as it was made.
     *
     * @return the assertions
     * @throws AssertionError if nothing is given
     */
    public GrantAssert grant() {
        isNotNull();
        Grant grant = actual.grant()
                .orElseThrow(
                        () -> failure("Expected a reward for account '%s', but nothing is given", actual.account()));
        return new GrantAssert(grant).as(info.description());
    }
}
