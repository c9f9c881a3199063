package io.creditledger;

/**
 * What a bulk call came to.
 *
 * @param done how many items were done by this call
 * @param repeated how many had been done before
 * @param refused how many were refused or could not be written
 */
public record BulkResult(long done, long repeated, long refused) {
    /**
     * Returns how many items there were.
     *
     * @return their number
     */
    public long items() {
        return done + repeated + refused;
    }
}
