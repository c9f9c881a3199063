package io.creditledger.testkit;

import io.creditledger.Allocation;
import io.creditledger.Quote;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Assertions on a {@link Quote}; begun by {@link CreditAssertions#assertThat(Quote)}. */
public final class QuoteAssert extends AbstractAssert<QuoteAssert, Quote> {
    QuoteAssert(Quote actual) {
        super(actual, QuoteAssert.class);
    }

    /**
     * Verifies that the charge would be made, and which grants would pay how much: exactly these, in consumption order.
     *
     * @param expected what each grant would pay, as {@link CreditAssertions#allocation(String, long)} says it
     * @return this
     * @throws AssertionError if the charge would be refused, or others would pay, or other amounts, or in another order
     */
    public QuoteAssert isCoveredBy(Allocation... expected) {
        isNotNull();
        List<Allocation> found = actual.allocations();
        if (!actual.isCovered()) {
            failWithMessage("Expected %s to be covered, but %s credits are missing", subject(), actual.missing());
        } else if (!found.equals(List.of(expected))) {
            throw failureWithActualExpected(
                    found,
                    List.of(expected),
                    "Expected %s to be covered by %s, but it is covered by %s",
                    subject(),
                    Allocations.text(List.of(expected)),
                    Allocations.text(found));
        }
        return this;
    }

    /**
     * Verifies that the charge would be refused, and how many credits are lacking.
     *
     * @param credits how many, at least 1
     * @return this
     * @throws AssertionError if the charge would be made, or more or less is lacking
     */
    public QuoteAssert isMissing(long credits) {
        isNotNull();
        if (actual.missing().value() != credits) {
            throw failureWithActualExpected(
                    actual.missing().value(),
                    credits,
                    "Expected %s to miss %d credits, but %s are missing",
                    subject(),
                    credits,
                    actual.missing());
        }
        return this;
    }

    private String subject() {
        return "a quote of " + actual.amount() + " credits to account '" + actual.account() + "' with "
                + actual.available() + " available";
    }
}
