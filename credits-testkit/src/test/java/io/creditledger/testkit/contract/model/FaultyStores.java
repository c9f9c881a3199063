package io.creditledger.testkit.contract.model;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.Expiry;
import io.creditledger.Grant;
import io.creditledger.GrantId;
import io.creditledger.LedgerTime;
import io.creditledger.Task;
import io.creditledger.spi.Account;
import io.creditledger.spi.AccountChange;
import io.creditledger.spi.CreditStore;
import io.creditledger.spi.Demand;
import io.creditledger.spi.Holdings;
import io.creditledger.spi.Loaded;
import io.creditledger.testkit.contract.ForwardingStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** Stores that each do one thing wrong. */
final class FaultyStores {
    private FaultyStores() {}

    /** Finds no earlier transaction. */
    static final class ForgetsKeys extends ForwardingStore {
        ForgetsKeys(CreditStore store) {
            super(store);
        }

        @Override
        protected Loaded load(Demand demand, Loaded found) {
            return new Loaded(found.grants(), Map.of(), found.tasks());
        }
    }

    /** Lets charges take from a grant for a microsecond too long. */
    static final class TakesExpiredCredits extends ForwardingStore {
        private final Map<GrantId, Expiry> expiries = new HashMap<>();

        TakesExpiredCredits(CreditStore store) {
            super(store);
        }

        @Override
        protected Loaded load(Demand demand, Loaded found) {
            if (demand.needed().isZero()) {
                return found;
            }
            found.grants().forEach(grant -> expiries.put(grant.id(), grant.expiry()));
            return new Loaded(found.grants().stream().map(this::prolonged).toList(), found.earlier(), found.tasks());
        }

        @Override
        protected AccountChange write(AccountChange change) {
            List<Grant> drawn = change.drawn().stream()
                    .map(grant -> withTimes(
                            grant,
                            grant.effective(),
                            Objects.requireNonNull(expiries.getOrDefault(grant.id(), grant.expiry()))))
                    .toList();
            return withDrawn(change, drawn);
        }

        private Grant prolonged(Grant grant) {
            return grant.expiry()
                    .instant()
                    .map(expires -> withTimes(grant, grant.effective(), Expiry.at(expires.plus(1, ChronoUnit.MICROS))))
                    .orElse(grant);
        }
    }

    /** Shows credits as available before they are. */
    static final class ShowsFutureCredits extends ForwardingStore {
        ShowsFutureCredits(CreditStore store) {
            super(store);
        }

        @Override
        public Optional<Holdings> holdings(AccountId account) {
            return super.holdings(account)
                    .map(holdings -> new Holdings(
                            holdings.account(),
                            holdings.openGrants().stream()
                                    .map(grant -> withTimes(grant, LedgerTime.MIN, grant.expiry()))
                                    .toList()));
        }
    }

    /** Writes the lines of a charge over several grants, but not all of the grants. */
    static final class LosesTheLastGrant extends ForwardingStore {
        LosesTheLastGrant(CreditStore store) {
            super(store);
        }

        @Override
        protected AccountChange write(AccountChange change) {
            int size = change.drawn().size();
            return size < 2 ? change : withDrawn(change, change.drawn().subList(0, size - 1));
        }
    }

    /** Finds nothing to sweep. */
    static final class NeverSweeps extends ForwardingStore {
        NeverSweeps(CreditStore store) {
            super(store);
        }

        @Override
        public List<AccountId> accountsWithDueGrants(Instant at, int limit) {
            return List.of();
        }
    }

    /** Reads the journal up to an instant without what was recorded at that instant. */
    static final class LooksBackTooFar extends ForwardingStore {
        LooksBackTooFar(CreditStore store) {
            super(store);
        }

        @Override
        public void journal(AccountId account, Instant until, Consumer<Entry> reader) {
            super.journal(account, until.minus(1, ChronoUnit.MICROS), reader);
        }
    }

    /** Leaves every task running. */
    static final class NeverEndsTasks extends ForwardingStore {
        NeverEndsTasks(CreditStore store) {
            super(store);
        }

        @Override
        protected AccountChange write(AccountChange change) {
            return withMoved(change.account(), change, List.of());
        }
    }

    /** Writes the entries that charge a task, but not that it is charged. */
    static final class ForgetsThatTasksAreCharged extends ForwardingStore {
        ForgetsThatTasksAreCharged(CreditStore store) {
            super(store);
        }

        @Override
        protected AccountChange write(AccountChange change) {
            List<Task> moved =
                    change.moved().stream().filter(task -> !isCharged(task)).toList();
            return withMoved(change.account(), change, moved);
        }

        private static boolean isCharged(Task task) {
            return task.charge() != null && task.charge().isCharged();
        }
    }

    /** Writes the entries that make debt, but not the debt. */
    static final class ForgetsDebt extends ForwardingStore {
        ForgetsDebt(CreditStore store) {
            super(store);
        }

        @Override
        protected AccountChange write(AccountChange change) {
            Account row = change.account();
            Account free = new Account(
                    row.id(),
                    row.balance(),
                    row.held(),
                    Credits.ZERO,
                    row.lastSeq(),
                    row.lastGrant(),
                    row.lastAt(),
                    row.openedAt());
            return withMoved(free, change, change.moved());
        }
    }

    private static AccountChange withMoved(Account row, AccountChange change, List<Task> moved) {
        return new AccountChange(row, change.made(), change.drawn(), change.entries(), change.started(), moved);
    }

    private static AccountChange withDrawn(AccountChange change, List<Grant> drawn) {
        return new AccountChange(
                change.account(), change.made(), drawn, change.entries(), change.started(), change.moved());
    }

    private static Grant withTimes(Grant grant, Instant effective, Expiry expiry) {
        return new Grant(
                grant.account(),
                grant.id(),
                grant.number(),
                grant.source(),
                grant.priority(),
                grant.amount(),
                grant.remaining(),
                effective,
                expiry);
    }
}
