package io.creditledger.testkit;

import io.creditledger.Receipt;
import org.assertj.core.api.AbstractAssert;

/**
 * What can be asserted of every receipt of a request that bears a key.
 *
 * @param <S> the type of the assertions
 * @param <R> the type of the receipt
 */
public abstract sealed class AbstractReceiptAssert<S extends AbstractReceiptAssert<S, R>, R extends Receipt>
        extends AbstractAssert<S, R>
        permits OpenReceiptAssert, GrantReceiptAssert, ChargeReceiptAssert, TaskReceiptAssert {
    AbstractReceiptAssert(R actual, Class<S> selfType) {
        super(actual, selfType);
    }

    /**
     * Verifies that an earlier request with the same key had the effect, and this one had none.
     *
     * @return this
     * @throws AssertionError if this request had the effect
     */
    public S isReplay() {
        isNotNull();
        if (!replay()) {
            failWithMessage("Expected the receipt of a replay, but the request had an effect of its own: %s", actual);
        }
        return myself;
    }

    /**
     * Verifies that this request had the effect.
     *
     * @return this
     * @throws AssertionError if an earlier request with the same key had it
     */
    public S isNew() {
        isNotNull();
        if (replay()) {
            failWithMessage("Expected the receipt of a new effect, but the request was a replay: %s", actual);
        }
        return myself;
    }

    abstract boolean replay();
}
