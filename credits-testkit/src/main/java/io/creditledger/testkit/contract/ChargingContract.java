package io.creditledger.testkit.contract;

import static io.creditledger.testkit.CreditAssertions.allocation;
import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.Allocation;
import io.creditledger.Charge;
import io.creditledger.ChargeCredits;
import io.creditledger.ChargeReceipt;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.EntryType;
import io.creditledger.GrantId;
import io.creditledger.Metadata;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What charging promises, whichever grants pay. */
abstract class ChargingContract extends ContractSuite {
    private static final int VERY_MANY = 300;

    @BeforeEach
    void openAccount() {
        open(ALICE);
    }

    @Test
    void a_charge_takes_what_it_says() {
        grant(ALICE, 100, "order-1");

        assertThat(charge(ALICE, 50, "task-1")).isNew().hasAmount(50).isPaidBy(allocation("order-1", 50));
        assertThat(charge(ALICE, 20, "task-2")).isNew().hasAmount(20).isPaidBy(allocation("order-1", 20));

        assertThat(ledger.balance(ALICE)).hasAvailable(30);
        assertThat(current(ALICE, "order-1")).hasAmount(100).hasRemaining(30);
    }

    @Test
    void a_charge_may_take_the_last_credit() {
        grant(ALICE, 50, "order-1");

        charge(ALICE, 50, "task-1");

        assertThat(ledger.balance(ALICE)).hasAvailable(0).neverExpires();
        assertThat(current(ALICE, "order-1").isOpen()).isFalse();
    }

    @Test
    void a_charge_over_several_grants_is_one_transaction() {
        grant(ALICE, 30, "order-1");
        grant(ALICE, 30, "order-2");
        grant(ALICE, 30, "order-3");

        assertThat(charge(ALICE, 70, "task-1"))
                .isPaidBy(allocation("order-1", 30), allocation("order-2", 30), allocation("order-3", 10));

        List<Entry> lines = journal(ALICE).stream()
                .filter(entry -> entry.type() == EntryType.CHARGE)
                .toList();
        assertThat(lines).extracting(Entry::seq).containsOnly(5L);
        assertThat(lines).extracting(Entry::line).containsExactly(0, 1, 2);
        assertThat(lines).extracting(Entry::amount).containsExactly(-30L, -30L, -10L);
        assertThat(lines).extracting(entry -> entry.balanceAfter().value()).containsExactly(60L, 30L, 20L);
    }

    @Test
    void what_a_charge_took_from_a_grant_is_not_there_for_the_next() {
        grant(ALICE, 30, "order-1");
        grant(ALICE, 30, "order-2");
        charge(ALICE, 20, "task-1");

        assertThat(charge(ALICE, 20, "task-2")).isPaidBy(allocation("order-1", 10), allocation("order-2", 10));
        assertThat(charge(ALICE, 20, "task-3")).isPaidBy(allocation("order-2", 20));
    }

    @Test
    void a_charge_says_all_that_is_known_of_it() {
        grant(ALICE, 100, "order-1");
        Metadata metadata = Metadata.of("model", "v2").and("seconds", "5");

        ChargeReceipt receipt = ledger.charge(ChargeCredits.of(ALICE, Credits.of(50), key("task-1"))
                .withReference("video 4711")
                .withMetadata(metadata));

        List<Allocation> allocations = List.of(new Allocation(new GrantId("order-1"), Credits.of(50)));
        assertThat(receipt.charge())
                .isEqualTo(new Charge(
                        ALICE,
                        key("task-1"),
                        Credits.of(50),
                        allocations,
                        Credits.ZERO,
                        Credits.ZERO,
                        clock.instant(),
                        3,
                        "video 4711",
                        metadata));
        assertThat(journal(ALICE).get(2).request()).satisfies(request -> {
            assertThat(request.reference()).isEqualTo("video 4711");
            assertThat(request.metadata()).isEqualTo(metadata);
        });
    }

    @Test
    void a_charge_of_nothing_is_recorded_and_uses_its_key() {
        grant(ALICE, 100, "order-1");

        assertThat(charge(ALICE, 0, "task-1")).isNew().hasAmount(0).isPaidBy();
        assertThat(charge(ALICE, 0, "task-1")).isReplay().hasAmount(0).isPaidBy();

        Entry entry = journal(ALICE).get(2);
        assertThat(journal(ALICE)).hasSize(3);
        assertThat(entry.type()).isEqualTo(EntryType.CHARGE);
        assertThat(entry.grant()).isNull();
        assertThat(entry.amount()).isZero();
        assertThat(ledger.balance(ALICE)).hasAvailable(100);
    }

    @Test
    void an_account_with_nothing_can_be_charged_nothing() {
        assertThat(charge(ALICE, 0, "task-1")).isNew().hasAmount(0);
        assertThat(journal(ALICE)).extracting(Entry::type).containsExactly(EntryType.OPEN, EntryType.CHARGE);
    }

    @Test
    void very_many_grants_can_pay_one_charge() {
        IntStream.range(0, VERY_MANY).forEach(i -> grant(ALICE, 2, "order-" + i));

        ChargeReceipt receipt = charge(ALICE, VERY_MANY, "task-1");

        assertThat(receipt).isNew().isPaidBy(twoOfEach(0, VERY_MANY / 2));
        assertThat(charge(ALICE, VERY_MANY, "task-2")).isNew().isPaidBy(twoOfEach(VERY_MANY / 2, VERY_MANY));
        assertThat(charge(ALICE, VERY_MANY, "task-1").charge()).isEqualTo(receipt.charge());
        assertThat(ledger.balance(ALICE)).hasAvailable(0);
    }

    private static Allocation[] twoOfEach(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> allocation("order-" + i, 2))
                .toArray(Allocation[]::new);
    }

    @Test
    void a_charge_takes_from_its_own_account_alone() {
        open(BOB);
        grant(ALICE, 100, "order-1");
        grant(BOB, 100, "order-1");

        charge(BOB, 60, "task-1");

        assertThat(ledger.balance(ALICE)).hasAvailable(100);
        assertThat(ledger.balance(BOB)).hasAvailable(40);
    }

    @Test
    void a_charge_is_seen_by_every_node_at_once() {
        grant(ALICE, 100, "order-1");

        charge(ALICE, 60, "task-1");

        assertThat(anotherNode().balance(ALICE)).hasAvailable(40);
        assertThat(anotherNode().charge(ALICE, Credits.of(60), key("task-1"))).isReplay();
    }
}
