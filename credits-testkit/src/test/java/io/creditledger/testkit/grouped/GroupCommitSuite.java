package io.creditledger.testkit.grouped;

import static org.assertj.core.api.Assertions.catchThrowable;

import io.creditledger.AccountId;
import io.creditledger.ChargeCredits;
import io.creditledger.ChargeReceipt;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.GroupCommit;
import io.creditledger.IdempotencyKey;
import io.creditledger.testkit.InMemoryStore;
import io.creditledger.testkit.SettableClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;

/** What tests of grouped calls begin with: ledgers over a store whose commits can be held up, and threads that call them. */
abstract class GroupCommitSuite {
    static final AccountId ALICE = AccountId.of("alice");
    static final AccountId BOB = AccountId.of("bob");
    static final GroupCommit ONE_COMMITTER = GroupCommit.DEFAULTS.committers(1);

    static final int COMMITTERS = 4;
    static final GroupCommit FOUR_COMMITTERS = GroupCommit.DEFAULTS.committers(COMMITTERS);

    /** So many that there are some in each of four slices. */
    static final List<AccountId> ACCOUNTS =
            IntStream.range(0, 40).mapToObj(i -> AccountId.of("account-" + i)).toList();

    final GatedStore store = new GatedStore(new InMemoryStore());
    final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<GroupedLedger> ledgers = new ArrayList<>();

    @AfterEach
    void close() {
        store.open();
        ledgers.forEach(ledger -> result(threads.submit(ledger::close)));
        threads.shutdownNow();
    }

    /** Alice and Bob have 1,000 credits each. */
    GroupedLedger ledger(GroupCommit groups) {
        CreditPolicy policy =
                CreditPolicy.builder().signUpCredits(Credits.of(1_000)).build();
        GroupedLedger ledger = new GroupedLedger(store, policy, SettableClock.at("2026-01-15T10:00:00Z"), groups);
        ledgers.add(ledger);
        ledger.open(ALICE);
        ledger.open(BOB);
        store.awaitArrivals(2);
        store.commits.clear();
        return ledger;
    }

    /** Four committers, and all accounts are open. */
    GroupedLedger ledgerWithAccounts() {
        GroupedLedger ledger = ledger(FOUR_COMMITTERS);
        ACCOUNTS.forEach(ledger::open);
        store.awaitArrivals(ACCOUNTS.size());
        store.threads.clear();
        return ledger;
    }

    /** One after the other, without waiting. */
    static List<Future<ChargeReceipt>> chargesOfAll(GroupedLedger ledger, String key) {
        List<Future<ChargeReceipt>> charges = new ArrayList<>();
        ACCOUNTS.forEach(
                account -> charges.add(ledger.submit(charge(account, 1, key)).toCompletableFuture()));
        return charges;
    }

    /** Afterwards all are idle, and the store knows the thread of each. */
    void letAllCommittersWork(GroupedLedger ledger) {
        store.shut();
        List<Future<ChargeReceipt>> charges = chargesOfAll(ledger, "earlier");
        store.awaitArrivals(COMMITTERS);
        store.open();
        charges.forEach(GroupCommitSuite::result);
        store.awaitArrivals(store.threads.size() - COMMITTERS);
    }

    static ChargeCredits charge(AccountId account, long credits, String key) {
        return ChargeCredits.of(account, Credits.of(credits), IdempotencyKey.of(key));
    }

    Future<ChargeReceipt> calling(GroupedLedger ledger, ChargeCredits charge) {
        return threads.submit(() -> ledger.charge(charge));
    }

    /** Holds a commit up, so that whatever is called next has to wait. */
    Future<ChargeReceipt> commitUnderWay(GroupedLedger ledger) {
        store.shut();
        Future<ChargeReceipt> first = calling(ledger, charge(ALICE, 1, "first"));
        store.awaitArrivals(1);
        return first;
    }

    static <T> T result(Future<T> future) {
        try {
            return future.get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the call came to no result", e);
        }
    }

    static Throwable failure(Callable<?> call) {
        Throwable thrown = catchThrowable(call::call);
        return Objects.requireNonNull(thrown instanceof ExecutionException ? thrown.getCause() : thrown);
    }

    static long available(GroupedLedger ledger, AccountId account) {
        return ledger.balance(account).available().value();
    }
}
