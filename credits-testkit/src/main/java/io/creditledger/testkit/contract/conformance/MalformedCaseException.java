package io.creditledger.testkit.contract.conformance;

/** A case says something that this suite does not understand, and so would not check. */
final class MalformedCaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedCaseException(String message) {
        super(message);
    }
}
