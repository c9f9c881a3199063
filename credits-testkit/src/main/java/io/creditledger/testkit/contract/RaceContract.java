package io.creditledger.testkit.contract;

import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.ChargeReceipt;
import io.creditledger.CreditLedger;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.Expiry;
import io.creditledger.GrantReceipt;
import io.creditledger.InsufficientCreditsException;
import io.creditledger.OpenReceipt;
import io.creditledger.Receipt;
import io.creditledger.Sweep;
import io.creditledger.SweepResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;

/** What holds when several threads, each on a node of its own, do something at once. */
abstract class RaceContract extends ContractSuite {
    private static final int ROUNDS = 5;
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

    private final List<CreditLedger> nodes = new ArrayList<>();

    @BeforeEach
    void startNodes() {
        for (int i = 0; i < Race.RUNNERS; i++) {
            nodes.add(fixture.ledger(CreditPolicy.defaults(), clock));
        }
    }

    @RepeatedTest(ROUNDS)
    void a_charge_delivered_on_all_nodes_at_once_takes_the_credits_once() {
        open(ALICE);
        grant(ALICE, 100, "order-1");

        List<ChargeReceipt> receipts = Race.of(node -> nodes.get(node).charge(ALICE, Credits.of(30), key("task-1")))
                .allValues();

        assertThat(receipts).filteredOn(receipt -> !receipt.isReplay()).hasSize(1);
        assertThat(receipts)
                .extracting(ChargeReceipt::charge)
                .containsOnly(receipts.get(0).charge());
        assertThat(ledger.balance(ALICE)).hasAvailable(70);
    }

    @RepeatedTest(ROUNDS)
    void a_grant_delivered_on_all_nodes_at_once_gives_the_credits_once() {
        open(ALICE);

        List<GrantReceipt> receipts = Race.of(node -> nodes.get(node).grant(grantOf(ALICE, 100, "order-1")))
                .allValues();

        assertThat(receipts).filteredOn(receipt -> !receipt.isReplay()).hasSize(1);
        assertThat(receipts)
                .extracting(GrantReceipt::grant)
                .containsOnly(receipts.get(0).grant());
        assertThat(ledger.balance(ALICE)).hasAvailable(100);
    }

    @RepeatedTest(ROUNDS)
    void an_account_opened_on_all_nodes_at_once_has_its_sign_up_credits_once() {
        List<OpenReceipt> receipts =
                Race.of(node -> nodes.get(node).open(ALICE)).allValues();

        assertThat(receipts).filteredOn(receipt -> !receipt.isReplay()).hasSize(1);
        assertThat(receipts)
                .extracting(OpenReceipt::signUpGrant)
                .containsOnly(receipts.get(0).signUpGrant());
        assertThat(ledger.balance(ALICE)).hasAvailable(100);
    }

    @RepeatedTest(ROUNDS)
    void accounts_opened_in_any_order_on_all_nodes_are_all_there() {
        Race.of(node -> IntStream.range(0, Race.RUNNERS)
                        .mapToObj(i -> nodes.get(node).open(account((node + i) % Race.RUNNERS)))
                        .toList())
                .allValues();

        assertThat(IntStream.range(0, Race.RUNNERS).mapToObj(RaceContract::account))
                .allSatisfy(account -> assertThat(ledger.balance(account)).hasAvailable(100));
    }

    @RepeatedTest(ROUNDS)
    void of_charges_that_together_exceed_the_balance_exactly_those_that_fit_are_made() {
        open(ALICE);
        grant(ALICE, 30, "order-1");
        grant(ALICE, 29, "order-2");

        Race<ChargeReceipt> race = Race.of(node -> nodes.get(node).charge(ALICE, Credits.of(10), key("task-" + node)));

        assertThat(race.values())
                .hasSize(5)
                .allSatisfy(receipt -> assertThat(receipt).isNew().hasAmount(10));
        assertThat(race.failures()).hasSize(3).hasOnlyElementsOfType(InsufficientCreditsException.class);
        assertThat(ledger.balance(ALICE)).hasAvailable(9);
    }

    @RepeatedTest(ROUNDS)
    void credits_that_are_charged_while_they_expire_are_either_spent_or_expired() {
        open(ALICE);
        ledger.grant(grantOf(ALICE, 100, "order-1").expiring(Expiry.at(MARCH)));
        clock.set(MARCH.minusNanos(1_000));

        Race<Credits> race = Race.of(node -> node == 0
                ? expireAt(MARCH)
                : nodes.get(node)
                        .charge(ALICE, Credits.of(10), key("task-" + node))
                        .charge()
                        .amount());

        assertThat(race.failures())
                .allSatisfy(failure -> assertThat(failure).isInstanceOf(InsufficientCreditsException.class));
        assertThat(race.values().stream().reduce(Credits.ZERO, Credits::plus)).isEqualTo(Credits.of(100));
        assertThat(ledger.balance(ALICE)).hasAvailable(0);
        assertThat(current(ALICE, "order-1")).hasRemaining(0);
    }

    private Credits expireAt(Instant instant) {
        clock.set(instant);
        return Credits.of(nodes.get(0).expire().credits().longValueExact());
    }

    @RepeatedTest(ROUNDS)
    void at_the_expiry_no_charge_is_made_however_it_meets_the_sweep() {
        open(ALICE);
        ledger.grant(grantOf(ALICE, 100, "order-1").expiring(Expiry.at(MARCH)));
        clock.set(MARCH);

        Race<Credits> race = Race.of(node -> node == 0
                ? expireAt(MARCH)
                : nodes.get(node)
                        .charge(ALICE, Credits.of(10), key("task-" + node))
                        .charge()
                        .amount());

        assertThat(race.values()).containsExactly(Credits.of(100));
        assertThat(race.failures()).hasSize(7).hasOnlyElementsOfType(InsufficientCreditsException.class);
    }

    @RepeatedTest(ROUNDS)
    void grants_and_charges_at_once_lose_nothing() {
        open(ALICE);
        grant(ALICE, 40, "order");

        List<Receipt> receipts = Race.<Receipt>of(node -> node % 2 == 0
                        ? nodes.get(node).grant(grantOf(ALICE, 10, "order-" + node))
                        : nodes.get(node).charge(ALICE, Credits.of(10), key("task-" + node)))
                .allValues();

        assertThat(receipts).hasSize(Race.RUNNERS);
        assertThat(ledger.balance(ALICE)).hasAvailable(40);
        assertThat(journal(ALICE)).hasSize(10);
    }

    @RepeatedTest(ROUNDS)
    void sweeps_at_once_record_every_expiry_once_between_them() {
        List<AccountId> accounts =
                IntStream.range(0, 6).mapToObj(RaceContract::account).toList();
        for (AccountId account : accounts) {
            open(account);
            ledger.grant(grantOf(account, 10, "a").expiring(Expiry.at(MARCH)));
            ledger.grant(grantOf(account, 5, "b").expiring(Expiry.at(MARCH)));
        }
        clock.set(MARCH);

        List<SweepResult> results = Race.of(sweepers(4)).allValues();

        assertThat(results.stream().mapToLong(SweepResult::grants).sum()).isEqualTo(12);
        assertThat(results.stream()
                        .mapToLong(result -> result.credits().longValueExact())
                        .sum())
                .isEqualTo(90);
        assertThat(accounts).allSatisfy(account -> assertThat(journal(account)).hasSize(5));
    }

    private List<Supplier<SweepResult>> sweepers(int count) {
        return nodes.stream()
                .limit(count)
                .<Supplier<SweepResult>>map(
                        node -> () -> node.expire(Sweep.inBatches().of(2)))
                .toList();
    }

    @RepeatedTest(ROUNDS)
    void accounts_do_not_disturb_each_other() {
        for (int i = 0; i < Race.RUNNERS; i++) {
            open(account(i));
            grant(account(i), 100 + i, "order-1");
        }

        Race.of(node -> IntStream.range(0, 5)
                        .mapToObj(i -> nodes.get(node).charge(account(node), Credits.of(20), key("task-" + i)))
                        .toList())
                .allValues();

        for (int i = 0; i < Race.RUNNERS; i++) {
            assertThat(ledger.balance(account(i))).hasAvailable(i);
        }
    }

    @RepeatedTest(ROUNDS)
    void what_is_read_while_it_is_written_is_always_a_whole() {
        open(ALICE);
        grant(ALICE, 45, "order-1");
        grant(ALICE, 75, "order-2");

        List<Long> seen = Race.of(node -> node % 2 == 0
                        ? nodes.get(node).balance(ALICE).available().value()
                        : nodes.get(node)
                                .charge(ALICE, Credits.of(30), key("task-" + node))
                                .charge()
                                .amount()
                                .value())
                .allValues();

        assertThat(seen).allSatisfy(credits -> assertThat(credits % 30).isZero());
        assertThat(ledger.balance(ALICE)).hasAvailable(0);
    }

    private static AccountId account(int number) {
        return AccountId.of("account-" + number);
    }
}
