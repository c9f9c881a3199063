package io.creditledger.engine;

import io.creditledger.AccountId;
import io.creditledger.AccountNotFoundException;
import io.creditledger.Balance;
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
import io.creditledger.HistoryQuery;
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
import java.util.function.Function;

/**
 * A ledger over a store. Makers of stores put this before theirs; hosts take the ledger that the store's maker offers.
 *
 * <p>Thread-safe if the store is. It keeps nothing between two calls.
 */
public class StoredLedger implements CreditLedger {
    private final CreditStore store;
    private final CreditPolicy policy;
    private final InstantSource clock;
    private final CommitPath path;
    private final StoredTasks tasks;
    private final StoredRewards rewards;

    /**
     * Puts a ledger before a store.
     *
     * @param store where accounts, grants and entries are kept
     * @param policy the business numbers
     * @param clock the time; read once for each transaction
     */
    public StoredLedger(CreditStore store, CreditPolicy policy, InstantSource clock) {
        this.store = Objects.requireNonNull(store, "store");
        this.policy = Objects.requireNonNull(policy, "policy");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.path = new CommitPath(store, new Engine(policy), policy, clock);
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
        return command.receiptType().cast(receipt(path.commit(List.of(command)).get(0)));
    }

    private List<ExpireReceipt> executeAll(List<ExpireGrants> commands) {
        List<ExpireReceipt> receipts = new ArrayList<>(commands.size());
        path.commit(commands).forEach(outcome -> receipts.add((ExpireReceipt) receipt(outcome)));
        return receipts;
    }

    private static Receipt receipt(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            throw refused.reason();
        }
        return ((Outcome.Done) outcome).receipt();
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
