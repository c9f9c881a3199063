package io.creditledger.jdbc.legacy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Adds up what adopting one user after another would come to. */
final class AdoptionCount {
    private final int samples;
    private final Map<RefusalReason, Refusals> refusals = new EnumMap<>(RefusalReason.class);
    private long accounts;
    private long alreadyAdopted;
    private Tally granted = Tally.NONE;
    private Tally charged = Tally.NONE;
    private long available;
    private long debt;
    private long expired;

    AdoptionCount(int samples) {
        this.samples = samples;
    }

    void addAdopted() {
        alreadyAdopted++;
    }

    void addRefused(RefusedUser user) {
        Refusals before = refusals.get(user.reason());
        List<RefusedUser> kept = new ArrayList<>(before == null ? List.of() : before.samples());
        if (kept.size() < samples) {
            kept.add(user);
        }
        refusals.put(user.reason(), new Refusals(user.reason(), before == null ? 1 : before.count() + 1, kept));
    }

    void addAccount(AccountOutcome outcome) {
        accounts++;
        if (outcome.adjustment() > 0) {
            granted = granted.and(outcome.adjustment());
        } else if (outcome.adjustment() < 0) {
            charged = charged.and(Math.negateExact(outcome.adjustment()));
        }
        available = Math.addExact(available, outcome.available());
        debt = Math.addExact(debt, outcome.debt());
        expired = Math.addExact(expired, outcome.expired());
    }

    PlannedAdoption planned() {
        return new PlannedAdoption(
                accounts, alreadyAdopted, List.copyOf(refusals.values()), granted, charged, available, debt, expired);
    }
}
