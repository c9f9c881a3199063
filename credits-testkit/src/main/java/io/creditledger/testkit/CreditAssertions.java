package io.creditledger.testkit;

import io.creditledger.Allocation;
import io.creditledger.Balance;
import io.creditledger.ChargeReceipt;
import io.creditledger.Credits;
import io.creditledger.Grant;
import io.creditledger.GrantId;
import io.creditledger.GrantReceipt;
import io.creditledger.OpenReceipt;
import io.creditledger.Quote;
import io.creditledger.RewardReceipt;
import io.creditledger.Task;
import io.creditledger.TaskReceipt;

/**
 * AssertJ assertions on what a ledger answers. They stand beside AssertJ's own: both may be imported statically in one
 * class.
 *
 * <pre>{@code
 * assertThat(ledger.balance(alice)).hasAvailable(50).hasNotYetEffective(0);
 * assertThat(receipt).isNew().hasAmount(50).isPaidBy(allocation("sign-up", 30), allocation("order:815", 20));
 * }</pre>
 */
public final class CreditAssertions {
    private CreditAssertions() {}

    /**
     * Begins assertions on a balance.
     *
     * @param actual the balance
     * @return the assertions
     */
    public static BalanceAssert assertThat(Balance actual) {
        return new BalanceAssert(actual);
    }

    /**
     * Begins assertions on the receipt of an opening.
     *
     * @param actual the receipt
     * @return the assertions
     */
    public static OpenReceiptAssert assertThat(OpenReceipt actual) {
        return new OpenReceiptAssert(actual);
    }

    /**
     * Begins assertions on the receipt of a grant.
     *
     * @param actual the receipt
     * @return the assertions
     */
    public static GrantReceiptAssert assertThat(GrantReceipt actual) {
        return new GrantReceiptAssert(actual);
    }

    /**
     * Begins assertions on the receipt of a charge.
     *
     * @param actual the receipt
     * @return the assertions
     */
    public static ChargeReceiptAssert assertThat(ChargeReceipt actual) {
        return new ChargeReceiptAssert(actual);
    }

    /**
     * Begins assertions on a grant.
     *
     * @param actual the grant
     * @return the assertions
     */
    public static GrantAssert assertThat(Grant actual) {
        return new GrantAssert(actual);
    }

    /**
     * Begins assertions on a quote.
     *
     * @param actual the quote
     * @return the assertions
     */
    public static QuoteAssert assertThat(Quote actual) {
        return new QuoteAssert(actual);
    }

    /**
     * Begins assertions on a task.
     *
     * @param actual the task
     * @return the assertions
     */
    public static TaskAssert assertThat(Task actual) {
        return new TaskAssert(actual);
    }

    /**
     * Begins assertions on the receipt of a task.
     *
     * @param actual the receipt
     * @return the assertions
     */
    public static TaskReceiptAssert assertThat(TaskReceipt actual) {
        return new TaskReceiptAssert(actual);
    }

    /**
     * Begins assertions on the receipt of a reward.
     *
     * @param actual the receipt
     * @return the assertions
     */
    public static RewardReceiptAssert assertThat(RewardReceipt actual) {
        return new RewardReceiptAssert(actual);
    }

    /**
     * Returns what one grant is expected to pay.
     *
     * @param grant the grant's id, which is the key of the request that made it
     * @param credits how many credits, from 0
     * @return the allocation
     * @throws IllegalArgumentException if the id is not an id or the credits are negative
     */
    public static Allocation allocation(String grant, long credits) {
        return new Allocation(new GrantId(grant), Credits.of(credits));
    }
}
