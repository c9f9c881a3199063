package io.creditledger.jdbc;

import io.creditledger.AccountId;
import io.creditledger.IdempotencyKey;
import io.creditledger.spi.Account;
import io.creditledger.spi.AccountChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an attempt at a transaction has found of its accounts, and what it leaves in them: that is to be remembered. */
final class Learned {
    private final Map<AccountId, KnownGrants> byAccount = new HashMap<>();
    private final List<KnownGrants> outdated = new ArrayList<>();
    private final boolean isFirstAttempt;

    Learned(boolean isFirstAttempt) {
        this.isFirstAttempt = isFirstAttempt;
    }

    /** Takes in that an account is as it is remembered. */
    void add(KnownGrants known) {
        byAccount.put(known.account().id(), known);
    }

    /** Takes in that a remembered account is not there. */
    void addGone(KnownGrants remembered) {
        outdated.add(remembered.with(remembered.keys(), 0));
    }

    /**
     * Takes in what was read of an account.
     *
     * @param answer what was read
     * @param row the account's row
     * @param remembered what was remembered before; null: nothing
     */
    void add(Answer answer, Account row, @Nullable KnownGrants remembered) {
        int calm = calm(answer, row, remembered);
        List<IdempotencyKey> keys = keys(answer, remembered);
        if (answer.hasReadUsableGrants()) {
            add(answer.knownGrants(row, keys, calm));
        } else if (remembered != null && remembered.account().equals(row)) {
            add(remembered.with(keys, calm));
        } else if (remembered != null) {
            outdated.add(remembered.with(keys, calm));
        }
    }

    /** Where it had to be done again, something was wrong, if not with this account. */
    private int calm(Answer answer, Account row, @Nullable KnownGrants remembered) {
        if (remembered == null) {
            return answer.usedKeys().isEmpty() ? KnownGrants.CALM : 0;
        }
        if (!remembered.account().equals(row) || !remembered.keys().containsAll(answer.usedKeys())) {
            return 0;
        }
        return isFirstAttempt
                ? Math.min(KnownGrants.CALM, remembered.calm() + 1)
                : Math.min(KnownGrants.CALM - 1, remembered.calm());
    }

    /** Whatever else has changed, a used key stays used. */
    private static List<IdempotencyKey> keys(Answer answer, @Nullable KnownGrants remembered) {
        List<IdempotencyKey> keys = new ArrayList<>(remembered == null ? List.of() : remembered.keys());
        keys.removeAll(answer.usedKeys());
        keys.addAll(answer.usedKeys());
        return keys;
    }

    /** Takes in changes. They are not changes of what is outdated. */
    void written(List<AccountChange> changes) {
        for (AccountChange change : changes) {
            byAccount.computeIfPresent(change.account().id(), (account, known) -> known.after(change));
        }
    }

    /** What is outdated as well, so that it is not presumed once more. */
    List<KnownGrants> all() {
        List<KnownGrants> all = new ArrayList<>(outdated);
        all.addAll(byAccount.values());
        return all;
    }
}
