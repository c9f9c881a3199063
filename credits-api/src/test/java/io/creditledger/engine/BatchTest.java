package io.creditledger.engine;

import static io.creditledger.Fixtures.ALICE;
import static io.creditledger.Fixtures.BOB;
import static io.creditledger.Fixtures.NOON;
import static io.creditledger.Fixtures.YESTERDAY;
import static io.creditledger.Fixtures.chargeCredits;
import static io.creditledger.Fixtures.grantCredits;
import static io.creditledger.Fixtures.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.ChargeCredits;
import io.creditledger.Command;
import io.creditledger.CompleteTask;
import io.creditledger.ConsumptionOrder;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.EndTask;
import io.creditledger.ExpireGrants;
import io.creditledger.GiveReward;
import io.creditledger.OpenAccount;
import io.creditledger.Output;
import io.creditledger.Recurrence;
import io.creditledger.Reward;
import io.creditledger.SettleTask;
import io.creditledger.StartTask;
import io.creditledger.TaskId;
import io.creditledger.TaskStatus;
import io.creditledger.Tier;
import io.creditledger.spi.Demand;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BatchTest {
    private static final CreditPolicy OLDEST_FIRST = CreditPolicy.builder()
            .consumptionOrder(ConsumptionOrder.OLDEST_GRANT_FIRST)
            .build();

    private static Demand demand(Command<?>... commands) {
        return demandAt(NOON, commands);
    }

    private static Demand demandAt(Instant now, Command<?>... commands) {
        return new Batch(List.of(commands))
                .demands(Map.of(ALICE, States.account()), now, OLDEST_FIRST)
                .get(0);
    }

    @Test
    void names_its_accounts_once_and_in_order() {
        Batch batch = new Batch(
                List.of(ChargeCredits.of(BOB, Credits.of(1), key("a")), chargeCredits(1, "b"), chargeCredits(1, "c")));

        assertThat(batch.accounts()).containsExactly(ALICE, BOB);
        assertThat(batch.accountsToOpen()).isEmpty();
    }

    @Test
    void names_the_accounts_that_are_to_be_opened() {
        Batch batch = new Batch(List.of(new OpenAccount(BOB), chargeCredits(1, "b")));

        assertThat(batch.accountsToOpen()).containsExactly(BOB);
    }

    @Test
    void demands_enough_for_all_charges_of_the_account() {
        assertThat(demand(
                        chargeCredits(50, "a"),
                        ChargeCredits.of(BOB, Credits.of(1_000), key("b")),
                        chargeCredits(70, "c"),
                        grantCredits(9, "d")))
                .isEqualTo(new Demand(
                        ALICE,
                        Set.of(key("a"), key("c"), key("d")),
                        Set.of(),
                        NOON,
                        ConsumptionOrder.OLDEST_GRANT_FIRST,
                        Credits.of(120),
                        0));
    }

    @Test
    void demands_everything_where_the_charges_together_are_more_than_anybody_can_have() {
        assertThat(demand(chargeCredits(Long.MAX_VALUE, "a"), chargeCredits(1, "b"), chargeCredits(Long.MAX_VALUE, "c"))
                        .needed())
                .isEqualTo(Credits.of(Long.MAX_VALUE));
        assertThat(demand(chargeCredits(Long.MAX_VALUE - 1, "a"), chargeCredits(1, "b"))
                        .needed())
                .isEqualTo(Credits.of(Long.MAX_VALUE));
    }

    @Test
    void demands_enough_due_grants_for_all_sweeps_of_the_account() {
        assertThat(demand(new ExpireGrants(ALICE, 2), new ExpireGrants(ALICE, 3))
                        .due())
                .isEqualTo(5);
        assertThat(demand(new ExpireGrants(ALICE, Integer.MAX_VALUE), new ExpireGrants(ALICE, 3))
                        .due())
                .isEqualTo(Integer.MAX_VALUE);
        assertThat(demand(new ExpireGrants(ALICE, 2)).keys()).isEmpty();
    }

    @Test
    void demands_a_repeated_key_once() {
        assertThat(demand(chargeCredits(1, "a"), chargeCredits(1, "a")).keys()).containsExactly(key("a"));
    }

    @Test
    void demands_the_opening_of_an_account_that_is_to_be_opened() {
        assertThat(demand(new OpenAccount(ALICE)).keys()).containsExactly(OpenAccount.KEY);
    }

    @Test
    void demands_the_tasks_that_are_named_and_what_charging_them_may_take() {
        TaskId first = TaskId.of("1");
        TaskId second = TaskId.of("2");
        Demand demand = demand(
                StartTask.of(ALICE, first, Tier.PRO),
                new CompleteTask(ALICE, first, Output.units(1), Credits.of(50)),
                new SettleTask(ALICE, second, Credits.of(20)),
                new EndTask(ALICE, TaskId.of("3"), TaskStatus.FAILED),
                chargeCredits(5, "a"));

        assertThat(demand.tasks()).containsExactlyInAnyOrder(first, second, TaskId.of("3"));
        assertThat(demand.needed()).isEqualTo(Credits.of(75));
        assertThat(demand.keys()).containsExactly(key("a"));
    }

    @Test
    void demands_the_key_of_a_reward_on_the_date_of_the_account() {
        Reward daily = new Reward("daily", Credits.of(1), Recurrence.PER_DAY);

        assertThat(demandAt(NOON, new GiveReward(ALICE, daily, null)).keys())
                .containsExactly(daily.key(null, NOON, ZoneOffset.UTC));
        assertThat(demandAt(YESTERDAY.minusSeconds(90_000), new GiveReward(ALICE, daily, null))
                        .keys())
                .containsExactly(daily.key(null, YESTERDAY, ZoneOffset.UTC));
    }

    @Test
    void time_never_runs_backwards_within_an_account() {
        assertThat(demandAt(YESTERDAY.minusSeconds(3), chargeCredits(1, "a")).at())
                .isEqualTo(YESTERDAY);
        assertThat(demandAt(YESTERDAY, chargeCredits(1, "a")).at()).isEqualTo(YESTERDAY);
        assertThat(demandAt(NOON, chargeCredits(1, "a")).at()).isEqualTo(NOON);
    }

    @Test
    void demands_nothing_of_an_account_that_is_not_there() {
        Batch batch = new Batch(List.of(chargeCredits(1, "a"), ChargeCredits.of(BOB, Credits.of(1), key("b"))));

        assertThat(batch.demands(Map.of(ALICE, States.account()), NOON, OLDEST_FIRST))
                .extracting(Demand::account)
                .containsExactly(ALICE);
    }

    @Test
    void expects_what_it_will_demand_unless_the_day_of_a_reward_turns() {
        Command<?> charge = chargeCredits(5, "a");
        GiveReward daily = new GiveReward(ALICE, new Reward("daily", Credits.of(1), Recurrence.PER_DAY), null);

        assertThat(expectedAt(NOON, charge).at(NOON.plusSeconds(1))).isEqualTo(demandAt(NOON.plusSeconds(1), charge));
        assertThat(expectedAt(NOON, daily).at(NOON.plusSeconds(1))).isEqualTo(demandAt(NOON.plusSeconds(1), daily));
        assertThat(expectedAt(NOON, daily).keys())
                .isNotEqualTo(demandAt(NOON.plusSeconds(90_000), daily).keys());
    }

    private static Demand expectedAt(Instant now, Command<?> command) {
        return new Batch(List.of(command)).expected(now, OLDEST_FIRST).get(0);
    }
}
