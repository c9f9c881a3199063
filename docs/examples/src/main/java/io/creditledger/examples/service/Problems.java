package io.creditledger.examples.service;

import io.creditledger.AccountNotFoundException;
import io.creditledger.CreditLedgerException;
import io.creditledger.CreditOverflowException;
import io.creditledger.IdempotencyConflictException;
import io.creditledger.InsufficientCreditsException;
import io.creditledger.LedgerUnavailableException;
import io.creditledger.TaskNotFoundException;
import io.creditledger.TaskStateException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;

/** What a failure is to a caller. */
final class Problems {
    private static final Logger LOGGER = System.getLogger(Problems.class.getName());
    private static final String RETRY_AFTER_SECONDS = "1";

    private Problems() {}

    static Problem of(RuntimeException failure) {
        if (failure instanceof ProblemException refusal) {
            return refusal.problem();
        }
        if (failure instanceof CreditLedgerException refusal) {
            return of(refusal);
        }
        return unexpected(failure);
    }

    private static Problem of(CreditLedgerException refusal) {
        if (refusal instanceof InsufficientCreditsException insufficient) {
            return problem(402, "insufficient-credits", refusal).with(values(insufficient));
        }
        if (refusal instanceof AccountNotFoundException) {
            return problem(404, "account-not-found", refusal);
        }
        if (refusal instanceof TaskNotFoundException) {
            return problem(404, "task-not-found", refusal);
        }
        if (refusal instanceof IdempotencyConflictException conflict) {
            return problem(409, "conflict", refusal).with(Map.of("differences", conflict.differences()));
        }
        if (refusal instanceof TaskStateException state) {
            return problem(409, "task-ended", refusal)
                    .with(Map.of("taskStatus", state.status().name()));
        }
        return rare(refusal);
    }

    private static Problem rare(CreditLedgerException refusal) {
        if (refusal instanceof LedgerUnavailableException) {
            return Problem.of(503, "unavailable", "the ledger's database does not answer; send the same request again")
                    .withHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        return refusal instanceof CreditOverflowException ? problem(409, "overflow", refusal) : unexpected(refusal);
    }

    private static Problem problem(int status, String error, CreditLedgerException refusal) {
        return Problem.of(status, error, String.valueOf(refusal.getMessage()));
    }

    private static Map<String, Long> values(InsufficientCreditsException refusal) {
        return Map.of(
                "available", refusal.available().value(),
                "required", refusal.required().value(),
                "missing", refusal.missing().value());
    }

    private static Problem unexpected(RuntimeException failure) {
        LOGGER.log(Level.ERROR, "a request failed", failure);
        return Problem.of(500, "internal-error", "the service failed; its log tells why");
    }
}
