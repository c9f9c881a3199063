package io.creditledger;

import java.util.Objects;

/**
 * The charge is made.
 *
 * @param charge the charge
 * @param isReplay true if an earlier request with the same key made it, and nothing changed now
 */
public record ChargeReceipt(Charge charge, boolean isReplay) implements Receipt {
    public ChargeReceipt {
        Objects.requireNonNull(charge, "charge");
    }

    @Override
    public AccountId account() {
        return charge.account();
    }
}
