package io.creditledger;

import org.jspecify.annotations.Nullable;

/**
 * What a ledger refuses or cannot do. Each kind names the offending values; a refused request has changed nothing, and
 * its key is not used up.
 */
public abstract sealed class CreditLedgerException extends RuntimeException
        permits AccountNotFoundException,
                CreditOverflowException,
                HostTransactionException,
                IdempotencyConflictException,
                InsufficientCreditsException,
                LedgerUnavailableException,
                PricingException,
                SchemaMismatchException,
                TaskNotFoundException,
                TaskStateException,
                UnusableGrantException,
                UserCreditsOverflowException {
    private static final long serialVersionUID = 1L;

    CreditLedgerException(String message) {
        super(message);
    }

    CreditLedgerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
