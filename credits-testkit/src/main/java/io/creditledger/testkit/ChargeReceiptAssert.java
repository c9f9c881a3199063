package io.creditledger.testkit;

import io.creditledger.Allocation;
import io.creditledger.Charge;
import io.creditledger.ChargeReceipt;
import io.creditledger.Credits;
import java.util.List;

/** Assertions on a {@link ChargeReceipt}; begun by {@link CreditAssertions#assertThat(ChargeReceipt)}. */
public final class ChargeReceiptAssert extends AbstractReceiptAssert<ChargeReceiptAssert, ChargeReceipt> {
    ChargeReceiptAssert(ChargeReceipt actual) {
        super(actual, ChargeReceiptAssert.class);
    }

    /**
     * Verifies how many credits were charged.
     *
     * @param credits how many
     * @return this
     * @throws AssertionError if another amount was charged
     */
    public ChargeReceiptAssert hasAmount(long credits) {
        isNotNull();
        long found = actual.charge().amount().value();
        if (found != credits) {
            throw failureWithActualExpected(
                    found, credits, "Expected %s to be of %d credits, but it is of %d", subject(), credits, found);
        }
        return this;
    }

    /**
     * Verifies which grants paid how much: exactly these, in consumption order.
     *
     * @param expected what each grant paid, as {@link CreditAssertions#allocation(String, long)} says it
     * @return this
     * @throws AssertionError if others paid, or other amounts, or in another order
     */
    public ChargeReceiptAssert isPaidBy(Allocation... expected) {
        isNotNull();
        List<Allocation> found = actual.charge().allocations();
        if (!found.equals(List.of(expected))) {
            throw failureWithActualExpected(
                    found,
                    List.of(expected),
                    "Expected %s to be paid by %s, but it is paid by %s",
                    subject(),
                    Allocations.text(List.of(expected)),
                    Allocations.text(found));
        }
        return this;
    }

    /**
     * Verifies how much of the charge no grant could pay and was forgiven.
     *
     * @param credits how many credits
     * @return this
     * @throws AssertionError if more or less was forgiven
     */
    public ChargeReceiptAssert hasForgiven(long credits) {
        isNotNull();
        return hasUncovered("forgiven", actual.charge().forgiven(), credits);
    }

    /**
     * Verifies how much of the charge no grant could pay and became debt.
     *
     * @param credits how many credits
     * @return this
     * @throws AssertionError if more or less became debt
     */
    public ChargeReceiptAssert hasOwed(long credits) {
        isNotNull();
        return hasUncovered("owed", actual.charge().owed(), credits);
    }

    private ChargeReceiptAssert hasUncovered(String what, Credits found, long credits) {
        if (found.value() != credits) {
            throw failureWithActualExpected(
                    found, credits, "Expected of %s %d credits to be %s, but %s are", subject(), credits, what, found);
        }
        return this;
    }

    @Override
    boolean replay() {
        return actual.isReplay();
    }

    private String subject() {
        Charge charge = actual.charge();
        return "charge '" + charge.key() + "' of account '" + charge.account() + "'";
    }
}
