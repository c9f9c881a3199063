package io.creditledger;

import java.util.Objects;

/**
 * The credits are granted.
 *
 * @param grant the grant as it was made, whatever has been taken from it since
 * @param isReplay true if an earlier request with the same key made it, and nothing changed now
 */
public record GrantReceipt(Grant grant, boolean isReplay) implements Receipt {
    public GrantReceipt {
        Objects.requireNonNull(grant, "grant");
    }

    @Override
    public AccountId account() {
        return grant.account();
    }
}
