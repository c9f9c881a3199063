package io.creditledger.jdbc.legacy;

/** No credits come from nowhere and none vanish: two sums that must be equal. */
final class SumEquation {
    private SumEquation() {}

    static void require(String equation, long left, long right) {
        if (left != right) {
            throw new IllegalArgumentException(equation + " must hold, but the left side is " + left
                    + " and the right side is " + right + "; they differ by " + (left - right));
        }
    }

    /** Adds up exactly. */
    static long sum(long... numbers) {
        long sum = 0;
        for (long number : numbers) {
            sum = Math.addExact(sum, number);
        }
        return sum;
    }
}
