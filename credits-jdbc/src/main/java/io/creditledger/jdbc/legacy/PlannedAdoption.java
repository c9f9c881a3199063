package io.creditledger.jdbc.legacy;

import java.util.List;
import java.util.Objects;

/**
 * What an adoption with the same settings would leave in the ledger.
 *
 * @param accounts how many users would become accounts
 * @param alreadyAdopted how many users are accounts by an adoption before; they stay as they are
 * @param refusals the users who would be refused, by the first reason that was found
 * @param granted the grants that make up for credits that no transaction explains
 * @param charged the charges that make up for credits that users lack, as positive credits
 * @param available what the new accounts would have
 * @param debt what they would owe
 * @param expired what would expire in them
 */
public record PlannedAdoption(
        long accounts,
        long alreadyAdopted,
        List<Refusals> refusals,
        Tally granted,
        Tally charged,
        long available,
        long debt,
        long expired) {
    public PlannedAdoption {
        refusals = List.copyOf(refusals);
        Objects.requireNonNull(granted, "granted");
        Objects.requireNonNull(charged, "charged");
    }

    /**
     * Returns how many users would be refused for a reason.
     *
     * @param reason the reason
     * @return how many; 0 if there are none
     */
    public long countOf(RefusalReason reason) {
        return refusals.stream()
                .filter(refused -> refused.reason() == reason)
                .mapToLong(Refusals::count)
                .sum();
    }
}
