package io.creditledger;

import java.util.Objects;

/**
 * Records, for one account, which grants have expired. It needs no key: a grant whose expiry is recorded has nothing
 * left that could expire again.
 *
 * @param account the account
 * @param limit how many grants at most, at least 1
 */
public record ExpireGrants(AccountId account, int limit) implements Command<ExpireReceipt> {
    /**
     * Checks the request.
     *
     * @throws IllegalArgumentException if the limit is less than 1
     */
    public ExpireGrants {
        Objects.requireNonNull(account, "account");
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, but was " + limit);
        }
    }

    @Override
    public Class<ExpireReceipt> receiptType() {
        return ExpireReceipt.class;
    }
}
