package io.creditledger.engine;

import io.creditledger.Balance;
import io.creditledger.Credits;
import io.creditledger.ExpiringCredits;
import io.creditledger.Forecast;
import io.creditledger.Grant;
import io.creditledger.spi.Account;
import io.creditledger.spi.Holdings;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What open grants amount to at an instant. */
public final class Balances {
    private Balances() {}

    static Balance of(Holdings holdings, Instant at) {
        Account account = holdings.account();
        List<Grant> grants = holdings.openGrants();
        return new Balance(
                account.id(),
                at,
                available(grants, at),
                sum(grants, grant -> grant.isPendingAt(at) && !grant.isDueAt(at)),
                account.held(),
                account.debt(),
                expiring(grants, grant -> !grant.isDueAt(at)));
    }

    static Forecast forecast(Holdings holdings, Instant now, Instant at) {
        List<ExpiringCredits> expired =
                expiring(holdings.openGrants(), grant -> !grant.isDueAt(now) && grant.isDueAt(at));
        return new Forecast(of(holdings, at), expired);
    }

    /**
     * Adds up what a charge could take.
     *
     * @param grants the open grants of one account
     * @param at the instant of the charge
     * @return what remains of those that are usable then
     */
    public static Credits available(Collection<Grant> grants, Instant at) {
        return sum(grants, grant -> grant.isUsableAt(at));
    }

    private static Credits sum(Collection<Grant> grants, Predicate<Grant> which) {
        long sum = 0;
        for (Grant grant : grants) {
            if (which.test(grant)) {
                sum = Math.addExact(sum, grant.remaining().value());
            }
        }
        return Credits.of(sum);
    }

    private static List<ExpiringCredits> expiring(Collection<Grant> grants, Predicate<Grant> which) {
        TreeMap<Instant, Credits> byInstant = new TreeMap<>();
        for (Grant grant : grants) {
            if (which.test(grant)) {
                grant.expiry()
                        .instant()
                        .ifPresent(expires -> byInstant.merge(expires, grant.remaining(), Credits::plus));
            }
        }
        return byInstant.entrySet().stream()
                .map(entry -> new ExpiringCredits(entry.getKey(), entry.getValue()))
                .toList();
    }
}
