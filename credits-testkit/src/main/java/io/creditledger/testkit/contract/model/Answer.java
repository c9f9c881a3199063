package io.creditledger.testkit.contract.model;

import io.creditledger.CreditLedgerException;
import io.creditledger.IdempotencyConflictException;
import java.util.List;
import java.util.function.Supplier;

/** What somebody who asked is told: a value, or a refusal in a form that can be compared. */
sealed interface Answer {
    /** The request is done, or the question answered. */
    record Value(Object value) implements Answer {}

    /** The request is refused. */
    record Refusal(String type, String text) implements Answer {}

    static Answer to(Supplier<?> question) {
        try {
            return new Value(question.get());
        } catch (CreditLedgerException refusal) {
            return new Refusal(refusal.getClass().getSimpleName(), text(refusal));
        }
    }

    /** The message, which bears all values; of a conflict only the names of what differs, which begin each phrase. */
    private static String text(CreditLedgerException refusal) {
        if (refusal instanceof IdempotencyConflictException conflict) {
            List<String> fields = conflict.differences().stream()
                    .map(phrase -> phrase.replaceFirst(" .*", ""))
                    .toList();
            return conflict.account() + " " + conflict.key() + " " + fields;
        }
        return String.valueOf(refusal.getMessage());
    }
}
