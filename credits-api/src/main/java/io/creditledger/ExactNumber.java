package io.creditledger;

import java.math.BigDecimal;

/**
 * What decimal numbers the ledger takes: few enough digits that products of two of them are exact and fit into credits,
 * whatever exponent they are written with.
 */
final class ExactNumber {
    static final BigDecimal MAX = BigDecimal.valueOf(1_000_000_000);
    static final int MAX_SCALE = 9;

    private ExactNumber() {}

    /** Returns the number in its one form, without an exponent and without trailing zeros, so that equal ones are equal. */
    static BigDecimal require(String what, BigDecimal number, String unit) {
        if (number.signum() < 0 || number.compareTo(MAX) > 0) {
            throw new IllegalArgumentException(what + " must be from 0 to " + MAX + " " + unit + ", but was " + number);
        }
        BigDecimal stripped = number.stripTrailingZeros();
        if (stripped.scale() > MAX_SCALE) {
            throw new IllegalArgumentException(
                    what + " must have at most " + MAX_SCALE + " decimal places, but was " + number);
        }
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
