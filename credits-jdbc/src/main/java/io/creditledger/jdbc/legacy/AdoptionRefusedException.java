package io.creditledger.jdbc.legacy;

/** An adoption cannot begin or go on as it was asked for. Nothing of this call was written that is not whole. */
public final class AdoptionRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AdoptionRefusedException(String message) {
        super(message);
    }
}
