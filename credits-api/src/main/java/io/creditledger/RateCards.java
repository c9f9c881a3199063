package io.creditledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All versions of a price list. A task is priced by the one that was in force when it started, so keep a version as long as
 * any task may have started under it.
 *
 * @param versions the cards, the one with the earliest beginning first; the first is in force from the beginning
 */
public record RateCards(List<RateCard> versions) {
    /**
     * Sorts and checks the cards.
     *
     * @throws IllegalArgumentException if there is none, none is in force from the beginning, or two have the same version
     *     or the same beginning
     */
    public RateCards {
        versions = versions.stream()
                .sorted(Comparator.comparing(RateCard::effectiveFrom))
                .toList();
        if (versions.isEmpty() || !versions.get(0).effectiveFrom().equals(LedgerTime.MIN)) {
            throw new IllegalArgumentException(
                    "one rate card must be in force from the beginning (" + LedgerTime.MIN + "), but there is none");
        }
        Set<Object> seen = new HashSet<>();
        for (RateCard card : versions) {
            if (!seen.add(card.version()) || !seen.add(card.effectiveFrom())) {
                throw new IllegalArgumentException(
                        "rate cards must differ in version and beginning, but there are two with '" + card.version()
                                + "' or " + card.effectiveFrom());
            }
        }
    }

    /**
     * Returns a price list of these cards.
     *
     * @param first a card
     * @param more further cards
     * @return the price list
     * @throws IllegalArgumentException if none is in force from the beginning, or two have the same version or beginning
     */
    public static RateCards of(RateCard first, RateCard... more) {
        List<RateCard> all = new ArrayList<>(List.of(more));
        all.add(first);
        return new RateCards(all);
    }

    /**
     * Returns the card that is in force at an instant.
     *
     * @param at the instant, not before {@link LedgerTime#MIN}
     * @return the card
     */
    public RateCard inForceAt(Instant at) {
        RateCard inForce = versions.get(0);
        for (RateCard card : versions) {
            if (!card.effectiveFrom().isAfter(at)) {
                inForce = card;
            }
        }
        return inForce;
    }

    /**
     * Returns the card of a version: one of these, or one whose version tells its rates.
     *
     * @param version the version's name
     * @return the card
     * @throws PricingException if there is none
     */
    public RateCard version(String version) {
        return versions.stream()
                .filter(card -> card.version().equals(version))
                .findFirst()
                .or(() -> TellingVersion.card(version))
                .orElseThrow(() -> PricingException.unknownVersion(this, version));
    }
}
