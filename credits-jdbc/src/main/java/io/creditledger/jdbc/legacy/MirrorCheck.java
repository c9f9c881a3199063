package io.creditledger.jdbc.legacy;

import io.creditledger.AccountId;
import io.creditledger.Grant;
import io.creditledger.engine.Balances;
import io.creditledger.spi.Account;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether {@code users.credits} is what it should be, of users for whom a run has set it. The column follows an account's
 * changes: where credits have come or gone since the last one, it may say the one or the other, and nothing is said. For use
 * by one thread.
 */
final class MirrorCheck {
    private final LegacyBalances balances;
    private final boolean followsLife;
    private final InstantSource clock;
    private final Map<String, @Nullable Long> credits = new HashMap<>();
    private final Map<AccountId, List<Grant>> openGrants = new HashMap<>();

    /**
     * Begins with nobody.
     *
     * @param followsLife whether the column follows what has happened to the accounts since they were adopted
     */
    MirrorCheck(LegacyBalances balances, boolean followsLife, InstantSource clock) {
        this.balances = balances;
        this.followsLife = followsLife;
        this.clock = clock;
    }

    /** Reads the column, or reads it again; the users' grants are to be told afterwards. */
    void read(List<AdoptedUser> users) {
        List<AccountId> mirrored = users.stream()
                .filter(user -> user.row().mirroredCredits() != null)
                .map(AdoptedUser::account)
                .toList();
        mirrored.forEach(account -> openGrants.put(account, new ArrayList<>()));
        credits.putAll(balances.of(mirrored.stream().map(AccountId::value).toList()));
    }

    void accept(Grant grant) {
        List<Grant> ofMirrored = openGrants.get(grant.account());
        if (ofMirrored != null && grant.isOpen()) {
            ofMirrored.add(grant);
        }
    }

    /** Whether it is known what the column should say. */
    boolean canTell(AdoptedUser user, @Nullable Account account) {
        return account != null
                && openGrants.containsKey(account.id())
                && (followsLife || !hasLivedOn(user, account))
                && isSettled(account);
    }

    /** Returns what is wrong; empty if nothing is, or nothing can be told. */
    Optional<String> flaw(AdoptedUser user, @Nullable Account account) {
        if (account == null || !canTell(user, account)) {
            return Optional.empty();
        }
        Long expected = expected(user, account);
        Long found = credits.get(account.id().value());
        return Objects.equals(expected, found)
                ? Optional.empty()
                : Optional.of("users.credits of '" + account.id() + "' should be " + expected + ", but is " + found);
    }

    private @Nullable Long expected(AdoptedUser user, Account account) {
        return hasLivedOn(user, account)
                ? (Long) Balances.available(openGrants(account), account.lastAt())
                        .value()
                : user.row().mirroredCredits();
    }

    /** Whether the same credits have been available ever since the last change. */
    private boolean isSettled(Account account) {
        Instant now = account.timeAt(clock.instant());
        return openGrants(account).stream()
                .allMatch(grant -> grant.isPendingAt(account.lastAt()) == grant.isPendingAt(now)
                        && grant.isDueAt(account.lastAt()) == grant.isDueAt(now));
    }

    private List<Grant> openGrants(Account account) {
        return openGrants.getOrDefault(account.id(), List.of());
    }

    private static boolean hasLivedOn(AdoptedUser user, Account account) {
        return account.lastSeq() > user.row().lastSeq();
    }
}
