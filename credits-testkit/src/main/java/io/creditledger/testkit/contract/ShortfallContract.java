package io.creditledger.testkit.contract;

import static io.creditledger.testkit.CreditAssertions.allocation;
import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.ChargeReceipt;
import io.creditledger.CreditOverflowException;
import io.creditledger.Credits;
import io.creditledger.EntryType;
import io.creditledger.InsufficientCreditsException;
import io.creditledger.Shortfall;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the part of a price that no grant can pay. */
abstract class ShortfallContract extends TaskSuite {
    @BeforeEach
    void giveThirty() {
        grant(ALICE, 10, "order-1");
        grant(ALICE, 20, "order-2");
    }

    private void ruleCharges(Shortfall shortfall) {
        ledger = nodeWith(policy -> policy.chargeShortfall(shortfall));
    }

    @Test
    void what_a_task_lacks_is_owed_by_default() {
        assertThat(startAndComplete(TASK, "5"))
                .isNew()
                .task()
                .isCharged()
                .hasCalculated(50)
                .hasDeducted(30)
                .hasForgiven(0)
                .hasOwed(20);

        assertThat(ledger.balance(ALICE)).hasAvailable(0).hasDebt(20);
        assertThat(lastLines(ALICE))
                .containsExactly(
                        Tuple.tuple(EntryType.CHARGE, -10L),
                        Tuple.tuple(EntryType.CHARGE, -20L),
                        Tuple.tuple(EntryType.OWE, -20L));
        assertThat(journal(ALICE))
                .filteredOn(line -> line.type() == EntryType.OWE)
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.grant()).isNull();
                    assertThat(line.balanceAfter()).isEqualTo(Credits.ZERO);
                });
    }

    @Test
    void what_a_task_lacks_is_forgiven_on_record_if_the_policy_says_so() {
        ruleTasks(Shortfall.FORGIVE);

        assertThat(startAndComplete(TASK, "5"))
                .isNew()
                .task()
                .isCharged()
                .hasCalculated(50)
                .hasDeducted(30)
                .hasForgiven(20)
                .hasOwed(0);

        assertThat(ledger.balance(ALICE)).hasAvailable(0).hasDebt(0);
        assertThat(lastLines(ALICE))
                .containsExactly(
                        Tuple.tuple(EntryType.CHARGE, -10L),
                        Tuple.tuple(EntryType.CHARGE, -20L),
                        Tuple.tuple(EntryType.FORGIVE, -20L));
        grant(ALICE, 100, "order-3");
        assertThat(ledger.balance(ALICE)).hasAvailable(100).hasDebt(0);
    }

    @Test
    void a_task_that_lacks_credits_stays_uncharged_if_the_policy_rejects_it() {
        ruleTasks(Shortfall.REJECT);
        int before = journal(ALICE).size();

        assertThat(startAndComplete(TASK, "5"))
                .isNew()
                .task()
                .isUncharged()
                .hasCalculated(50)
                .hasDeducted(0)
                .hasForgiven(0)
                .hasOwed(0);

        assertThat(find(TASK)).isUncharged().hasOutput(seconds("5"));
        assertThat(ledger.balance(ALICE)).hasAvailable(30).hasDebt(0);
        assertThat(journal(ALICE)).hasSize(before);
    }

    @EachRow
    void nothing_is_left_uncovered_where_there_is_just_enough(Shortfall shortfall) {
        ruleTasks(shortfall);

        assertThat(startAndComplete(TASK, "3")).isNew().isPaid(30);

        assertThat(ledger.balance(ALICE)).hasAvailable(0).hasDebt(0);
        assertThat(lastLines(ALICE))
                .containsExactly(Tuple.tuple(EntryType.CHARGE, -10L), Tuple.tuple(EntryType.CHARGE, -20L));
    }

    @Test
    void an_account_with_nothing_may_owe_everything() {
        charge(ALICE, 30, "everything");

        assertThat(startAndComplete(TASK, "5")).isNew().task().hasDeducted(0).hasOwed(50);

        assertThat(ledger.balance(ALICE)).hasAvailable(0).hasDebt(50);
        assertThat(lastLines(ALICE)).containsExactly(Tuple.tuple(EntryType.OWE, -50L));
    }

    @Test
    void a_plain_charge_of_more_than_there_is_is_refused_by_default() {
        assertRefused(
                () -> charge(ALICE, 50, "charge-1"),
                InsufficientCreditsException.class,
                refusal -> assertThat(refusal.missing()).isEqualTo(Credits.of(20)));

        assertThat(charge(ALICE, 30, "charge-1")).isNew().hasForgiven(0).hasOwed(0);
    }

    @Test
    void a_plain_charge_may_take_what_is_there_and_forgive_the_rest() {
        ruleCharges(Shortfall.FORGIVE);

        assertThat(charge(ALICE, 50, "charge-1"))
                .isNew()
                .hasAmount(50)
                .isPaidBy(allocation("order-1", 10), allocation("order-2", 20))
                .hasForgiven(20)
                .hasOwed(0);
        assertThat(ledger.balance(ALICE)).hasAvailable(0).hasDebt(0);
    }

    @Test
    void a_plain_charge_may_take_what_is_there_and_owe_the_rest() {
        ruleCharges(Shortfall.OWE);

        ChargeReceipt first = charge(ALICE, 50, "charge-1");
        ChargeReceipt second = charge(ALICE, 7, "charge-2");

        assertThat(first)
                .isPaidBy(allocation("order-1", 10), allocation("order-2", 20))
                .hasOwed(20);
        assertThat(second).isNew().hasAmount(7).isPaidBy().hasOwed(7).hasForgiven(0);
        assertThat(ledger.balance(ALICE)).hasAvailable(0).hasDebt(27);
        grant(ALICE, 100, "order-3");
        assertThat(charge(ALICE, 50, "charge-1").charge()).isEqualTo(first.charge());
        assertThat(ledger.balance(ALICE)).hasAvailable(73).hasDebt(0);
    }

    @Test
    void a_debt_that_no_number_could_tell_is_refused() {
        ruleCharges(Shortfall.OWE);
        charge(ALICE, Long.MAX_VALUE, "charge-1");
        assertThat(ledger.balance(ALICE)).hasDebt(Long.MAX_VALUE - 30);

        assertRefused(
                () -> charge(ALICE, 31, "charge-2"),
                CreditOverflowException.class,
                refusal -> assertThat(refusal.account()).isEqualTo(ALICE));

        assertThat(charge(ALICE, 30, "charge-2")).isNew();
        assertThat(ledger.balance(ALICE)).hasAvailable(0).hasDebt(Long.MAX_VALUE);
    }
}
