package io.creditledger.testkit.grouped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.AccountId;
import io.creditledger.ChargeReceipt;
import io.creditledger.HistoryQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which threads commit, and how many at a time. */
class GroupCommitThreadsTest extends GroupCommitSuite {
    private Set<String> names() {
        return store.threads.stream().map(Thread::getName).collect(Collectors.toSet());
    }

    @Test
    void a_lone_caller_gets_one_thread_whichever_accounts_it_names() {
        GroupedLedger ledger = ledgerWithAccounts();

        ACCOUNTS.forEach(account -> ledger.charge(charge(account, 1, "a")));

        assertThat(store.threads).hasSameSizeAs(ACCOUNTS);
        assertThat(names()).containsExactly("credit-committer-1");
    }

    @Test
    void a_lone_caller_gets_one_thread_again_when_the_others_have_gone() {
        GroupedLedger ledger = ledgerWithAccounts();
        letAllCommittersWork(ledger);
        store.threads.clear();

        ACCOUNTS.forEach(account -> ledger.charge(charge(account, 1, "lone")));

        assertThat(store.threads).hasSameSizeAs(ACCOUNTS);
        assertThat(names()).hasSize(1);
    }

    @Test
    void under_load_each_slice_has_a_thread() {
        GroupedLedger ledger = ledgerWithAccounts();
        store.shut();

        List<Future<ChargeReceipt>> charges = chargesOfAll(ledger, "a");

        store.awaitArrivals(COMMITTERS);
        assertThat(names())
                .containsExactlyInAnyOrder(
                        "credit-committer-1", "credit-committer-2", "credit-committer-3", "credit-committer-4");
        store.open();
        charges.forEach(GroupCommitSuite::result);
        assertThat(store.mostAtOnce).hasValue(COMMITTERS);
    }

    @Test
    void no_two_batches_of_one_account_are_under_way_at_the_same_time() {
        GroupedLedger ledger = ledger(FOUR_COMMITTERS.batchSize(3));

        callers(8, caller -> {
            for (int i = 0; i < 200; i++) {
                assertThat(ledger.charge(charge(ALICE, 0, caller + ":" + i)).isReplay())
                        .isFalse();
            }
        });

        assertThat(store.mostAtOnce).hasValue(1);
    }

    @Test
    void the_calls_of_each_account_are_decided_in_the_order_in_which_they_come() {
        GroupedLedger ledger = ledgerWithAccounts();

        callers(4, caller -> {
            List<Future<ChargeReceipt>> charges = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                charges.addAll(chargesOfAll(ledger, caller + ":" + (100 + i)));
            }
            charges.forEach(GroupCommitSuite::result);
        });

        for (AccountId account : ACCOUNTS) {
            List<String> keys = keys(ledger, account);
            assertThat(keys).hasSize(80);
            for (String caller : List.of("0:", "1:", "2:", "3:")) {
                assertThat(keys)
                        .filteredOn(key -> key.startsWith(caller))
                        .isSortedAccordingTo(Comparator.reverseOrder());
            }
        }
    }

    /** The newest first. */
    private static List<String> keys(GroupedLedger ledger, AccountId account) {
        return ledger.history(account, HistoryQuery.all()).items().stream()
                .flatMap(entry -> Optional.ofNullable(entry.request()).stream())
                .map(request -> request.key().value())
                .filter(key -> key.matches("\\d:\\d+"))
                .toList();
    }

    @Test
    void an_error_takes_no_thread_away() {
        GroupedLedger ledger = ledgerWithAccounts();
        store.failWith(new StackOverflowError("too deep"));
        ACCOUNTS.forEach(account ->
                assertThatThrownBy(() -> ledger.charge(charge(account, 1, "a"))).hasRootCauseMessage("too deep"));
        chargesOfAll(ledger, "a").forEach(call -> assertThat(failure(call::get)).hasRootCauseMessage("too deep"));
        store.awaitArrivals(store.threads.size());
        store.failWith(null);
        store.shut();

        List<Future<ChargeReceipt>> charges = chargesOfAll(ledger, "a");

        store.awaitArrivals(COMMITTERS);
        store.open();
        charges.forEach(call -> assertThat(result(call).isReplay()).isFalse());
    }

    private interface Caller {
        void call(int number);
    }

    /** They begin at the same time. */
    private void callers(int count, Caller caller) {
        CyclicBarrier start = new CyclicBarrier(count);
        List<Future<Boolean>> calling = IntStream.range(0, count)
                .mapToObj(number -> threads.submit(() -> {
                    start.await(60, TimeUnit.SECONDS);
                    caller.call(number);
                    return true;
                }))
                .toList();
        calling.forEach(GroupCommitSuite::result);
    }
}
