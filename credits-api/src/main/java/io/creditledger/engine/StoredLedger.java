package io.creditledger.engine;

import io.creditledger.AccountId;
import io.creditledger.AccountNotFoundException;
import io.creditledger.Balance;
import io.creditledger.BulkOutcome;
import io.creditledger.BulkResult;
import io.creditledger.ChargeCredits;
import io.creditledger.ChargeReceipt;
import io.creditledger.Command;
import io.creditledger.CreditLedger;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.Cursor;
import io.creditledger.Entry;
import io.creditledger.ExpireGrants;
import io.creditledger.ExpireReceipt;
import io.creditledger.Forecast;
import io.creditledger.Grant;
import io.creditledger.GrantCredits;
import io.creditledger.GrantQuery;
import io.creditledger.GrantReceipt;
import io.creditledger.GroupCommit;
import io.creditledger.HistoryQuery;
import io.creditledger.KeyedCommand;
import io.creditledger.LedgerTime;
import io.creditledger.OpenAccount;
import io.creditledger.OpenReceipt;
import io.creditledger.Page;
import io.creditledger.Quote;
import io.creditledger.Receipt;
import io.creditledger.Rewards;
import io.creditledger.Shortfall;
import io.creditledger.Sweep;
import io.creditledger.SweepResult;
import io.creditledger.Tasks;
import io.creditledger.spi.CreditStore;
import io.creditledger.spi.Holdings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A ledger over a store. Makers of stores put this before theirs; hosts take the ledger that the store's maker offers.
 *
 * <p>Thread-safe if the store is. It keeps nothing between two calls, but the threads that commit in groups if it is asked
 * to.
 */
public class StoredLedger implements CreditLedger {
    private final CreditStore store;
    private final CreditPolicy policy;
    private final InstantSource clock;
    private final Commits commits;
    private final StoredTasks tasks;
    private final StoredRewards rewards;

    /**
     * Puts a ledger before a store.
     *
     * @param store where accounts, grants and entries are kept
     * @param policy the business numbers
     * @param clock the time; what counts is its reading under the locks of a transaction, or right before they are taken
     *     without waiting
     */
    public StoredLedger(CreditStore store, CreditPolicy policy, InstantSource clock) {
        this(store, policy, clock, null);
    }

    /**
     * Puts a ledger before a store.
     *
     * @param store where accounts, grants and entries are kept
     * @param policy the business numbers
     * @param clock the time; what counts is its reading under the locks of a transaction, or right before they are taken
     *     without waiting
     * @param groups how the calls of many threads are committed together, by threads that this starts and {@link #drain}
     *     ends; null: each call is committed by its caller
     */
    public StoredLedger(CreditStore store, CreditPolicy policy, InstantSource clock, @Nullable GroupCommit groups) {
        this.store = Objects.requireNonNull(store, "store");
        this.policy = Objects.requireNonNull(policy, "policy");
        this.clock = Objects.requireNonNull(clock, "clock");
        CommitPath path = new CommitPath(store, new Engine(policy), policy, clock);
        this.commits = groups == null ? new DirectCommits(path) : new GroupedCommits(path, groups);
        this.tasks = new StoredTasks(store, policy, this::execute, this::balance, this::holdings, this::now);
        this.rewards = new StoredRewards(policy, this::execute);
    }

    @Override
    public OpenReceipt open(AccountId account) {
        return execute(new OpenAccount(account));
    }

    @Override
    public GrantReceipt grant(GrantCredits grant) {
        return execute(Objects.requireNonNull(grant, "grant"));
    }

    @Override
    public ChargeReceipt charge(ChargeCredits charge) {
        return execute(Objects.requireNonNull(charge, "charge"));
    }

    @Override
    public <R extends Receipt> CompletionStage<R> submit(KeyedCommand<R> command) {
        CompletableFuture<R> answer = new CompletableFuture<>();
        commits.submit(Objects.requireNonNull(command, "command")).whenComplete((outcome, failure) -> {
            if (failure != null) {
                answer.completeExceptionally(failure);
            } else {
                complete(answer, command, outcome);
            }
        });
        return answer;
    }

    private static <R extends Receipt> void complete(
            CompletableFuture<R> answer, KeyedCommand<R> command, Outcome outcome) {
        try {
            answer.complete(command.receiptType().cast(outcome.receipt()));
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    @Override
    public BulkResult chargeAll(
            Iterable<ChargeCredits> charges, Consumer<? super BulkOutcome<ChargeCredits, ChargeReceipt>> outcomes) {
        Objects.requireNonNull(charges, "charges");
        return new BulkRun<>(ChargeCredits.class, ChargeReceipt::isReplay, outcomes).run(commits, charges.iterator());
    }

    @Override
    public BulkResult grantAll(
            Iterable<GrantCredits> grants, Consumer<? super BulkOutcome<GrantCredits, GrantReceipt>> outcomes) {
        Objects.requireNonNull(grants, "grants");
        return new BulkRun<>(GrantCredits.class, GrantReceipt::isReplay, outcomes).run(commits, grants.iterator());
    }

    @Override
    public Quote quote(AccountId account, Credits amount) {
        Objects.requireNonNull(amount, "amount");
        Holdings holdings = holdings(account);
        Instant now = present(holdings);
        Consumption consumption = Consumption.of(amount, holdings.openGrants(), policy.consumptionOrder(), now);
        boolean isRefused = !consumption.isCovered() && policy.chargeShortfall() == Shortfall.REJECT;
        Credits available = Balances.of(holdings, now).available();
        return new Quote(account, amount, available, isRefused ? List.of() : consumption.allocations(), now);
    }

    @Override
    public Balance balance(AccountId account) {
        Holdings holdings = holdings(account);
        return Balances.of(holdings, present(holdings));
    }

    @Override
    public Balance balanceAsOf(AccountId account, Instant at) {
        Objects.requireNonNull(account, "account");
        Instant then = LedgerTime.cut(at);
        if (then.isAfter(now())) {
            requireNotAfter(then, present(holdings(account)));
        }
        JournalReplay replay = new JournalReplay(account);
        store.journal(account, then, replay::accept);
        if (replay.isEmpty()) {
            holdings(account);
        }
        return Balances.of(replay.holdings(), then);
    }

    @Override
    public Forecast forecast(AccountId account, Instant at) {
        Instant then = LedgerTime.cut(at);
        Instant now = now();
        if (then.isBefore(now)) {
            throw new IllegalArgumentException(
                    "a forecast looks ahead, but " + at + " is before now (" + now + "); ask for balanceAsOf instead");
        }
        Holdings holdings = holdings(account);
        Instant present = holdings.account().timeAt(now);
        return Balances.forecast(holdings, present, then.isAfter(present) ? then : present);
    }

    @Override
    public Page<Grant> grants(AccountId account, GrantQuery query) {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(query, "query");
        List<Grant> found = store.grants(account, query, query.limit() + 1);
        return page(account, found, query.limit(), grant -> new Cursor(grant.number(), 0));
    }

    @Override
    public Page<Entry> history(AccountId account, HistoryQuery query) {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(query, "query");
        List<Entry> found = store.history(account, query, query.limit() + 1);
        return page(account, found, query.limit(), entry -> new Cursor(entry.seq(), entry.line()));
    }

    @Override
    public SweepResult expire(Sweep sweep) {
        Objects.requireNonNull(sweep, "sweep");
        return new SweepRun(store, this::executeAll, sweep, now()).run();
    }

    @Override
    public Tasks tasks() {
        return tasks;
    }

    @Override
    public Rewards rewards() {
        return rewards;
    }

    private <R extends Receipt> R execute(Command<R> command) {
        return command.receiptType().cast(commits.commit(command).receipt());
    }

    private List<ExpireReceipt> executeAll(List<ExpireGrants> commands) {
        List<ExpireReceipt> receipts = new ArrayList<>(commands.size());
        commits.commitAll(commands.iterator(), (command, outcome) -> receipts.add((ExpireReceipt) outcome.receipt()));
        return receipts;
    }

    /**
     * Ends the threads that commit in groups, if there are any: calls that came before are done when this returns, later
     * ones are refused with {@link io.creditledger.LedgerClosedException}. An interrupt does not end the wait. Doing it twice
     * does no harm.
     */
    protected final void drain() {
        commits.drain();
    }

    private Holdings holdings(AccountId account) {
        Objects.requireNonNull(account, "account");
        return store.holdings(account)
                .filter(holdings -> holdings.account().isOpened())
                .orElseThrow(() -> new AccountNotFoundException(account));
    }

    /** The store was asked for one element more than the page takes, which tells whether anything follows. */
    private <T> Page<T> page(AccountId account, List<T> found, int limit, Function<T, Cursor> cursor) {
        if (found.isEmpty()) {
            holdings(account);
        }
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<T> items = found.subList(0, limit);
        return new Page<>(items, cursor.apply(items.get(limit - 1)));
    }

    private static void requireNotAfter(Instant then, Instant now) {
        if (then.isAfter(now)) {
            throw new IllegalArgumentException(
                    "balanceAsOf looks back, but " + then + " is after now (" + now + "); ask for a forecast instead");
        }
    }

    /** What an account is asked for now must be what a charge would find now, also where this clock is behind. */
    private Instant present(Holdings holdings) {
        return holdings.account().timeAt(now());
    }

    private Instant now() {
        return LedgerTime.cut(clock.instant());
    }
}
