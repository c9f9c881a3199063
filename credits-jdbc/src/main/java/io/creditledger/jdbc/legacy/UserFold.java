package io.creditledger.jdbc.legacy;

import io.creditledger.AccountId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of one user, told one after another: first the transactions, then the tasks. */
final class UserFold {
    private static final int WAITING = 1_000;

    private final LegacyUser user;
    private final AdoptionTerms terms;
    private final DirtyCount dirty;
    private final Map<TaskFate, Long> tasks = new EnumMap<>(TaskFate.class);
    private final boolean canBeAccount;
    private @Nullable AccountAdoption adoption;
    private @Nullable AccountOutcome outcome;
    private @Nullable RefusedUser refusal;
    private UserTally tally = UserTally.NOTHING;

    UserFold(LegacyUser user, AdoptionTerms terms, DirtyCount dirty) {
        this.user = user;
        this.terms = terms;
        this.dirty = dirty;
        this.refusal = AccountAdoption.unusable(user).orElse(null);
        this.canBeAccount = refusal == null;
    }

    void accept(LegacyTransaction row) {
        DirtyRow.kindsOf(row, terms.recordedAt()).forEach(kind -> dirty.add(kind, row.id()));
        count(row);
        if (canBeAccount) {
            begun().accept(row);
            if (begun().waiting() >= WAITING) {
                begun().drain();
            }
        }
    }

    private AccountAdoption begun() {
        if (adoption == null) {
            adoption = new AccountAdoption(user, terms);
        }
        return adoption;
    }

    /** What was decided is not kept any longer than it takes to know its sums. */
    void endTransactions() {
        if (canBeAccount && outcome == null) {
            outcome = begun().finish();
            refusal = outcome.refusal().orElse(refusal);
            adoption = null;
        }
    }

    void accept(LegacyTask row) {
        Optional<TaskAdoption.Adopted> adopted = adopt(row);
        TaskFate fate = adopted.map(task -> TaskFate.of(task.task())).orElse(TaskFate.LEFT);
        tasks.merge(fate, 1L, Long::sum);
        DirtyRow.kindsOf(row, fate).forEach(kind -> dirty.add(kind, row.id()));
    }

    UserFindings finish() {
        endTransactions();
        DirtyRow.kindsOf(user, tally).forEach(kind -> dirty.add(kind, user.id()));
        Map<TaskFate, Long> fates = refusal == null ? tasks : Map.of(TaskFate.LEFT, sumOfTasks());
        return new UserFindings(user, tally, fates, outcome, refusal);
    }

    private void count(LegacyTransaction row) {
        long amount = row.amount() == null ? 0 : row.amount();
        if (amount > 0) {
            Instant expiry = UserTally.expiryOf(row, terms);
            tally = tally.withReceipt(amount, expiry, terms.asOf());
        } else if (amount < 0) {
            tally = tally.withSpending(Math.negateExact(amount));
        }
    }

    private Optional<TaskAdoption.Adopted> adopt(LegacyTask row) {
        try {
            return canBeAccount
                    ? Optional.of(new TaskAdoption(terms).adopt(AccountId.of(user.id()), row))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            RefusedUser unusable = new RefusedUser(
                    user.id(), RefusalReason.NOT_STORABLE, "tasks.id " + row.id() + ": " + e.getMessage());
            refusal = refusal == null ? unusable : refusal;
            return Optional.empty();
        }
    }

    private long sumOfTasks() {
        return tasks.values().stream().mapToLong(Long::longValue).sum();
    }
}
