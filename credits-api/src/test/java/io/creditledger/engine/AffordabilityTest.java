package io.creditledger.engine;

import static io.creditledger.Fixtures.ALICE;
import static io.creditledger.Fixtures.BOB;
import static io.creditledger.Fixtures.NOON;
import static io.creditledger.Fixtures.TOMORROW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.creditledger.AccountNotFoundException;
import io.creditledger.Affordability;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.InsufficientCreditsException;
import io.creditledger.Output;
import io.creditledger.Rate;
import io.creditledger.RateCard;
import io.creditledger.RateCards;
import io.creditledger.StartTask;
import io.creditledger.TaskReceipt;
import io.creditledger.TaskStatus;
import io.creditledger.Tasks;
import io.creditledger.Tier;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The soft check of what a task will cost, alone and before a start. */
class AffordabilityTest extends StoredTasksSuite {
    @Nested
    class Checking {
        @Test
        void tells_what_is_available_required_and_missing() {
            grant(60, "g");

            assertThat(tasks.check(ALICE, Credits.of(50)))
                    .isEqualTo(new Affordability(ALICE, Credits.of(60), Credits.of(50), Credits.ZERO, Credits.ZERO));
            assertThat(tasks.check(ALICE, Credits.of(61)).missing()).isEqualTo(Credits.of(1));
        }

        @Test
        void counts_the_estimates_of_running_tasks_if_the_policy_says_so() {
            grant(60, "g");
            tasks.start(STANDARD.withEstimate(Credits.of(20)));

            Affordability counted = tasks.check(ALICE, Credits.of(50));
            Affordability notCounted =
                    tasks(policy -> policy.runningTasksCount(false)).check(ALICE, Credits.of(50));

            assertThat(counted.running()).isEqualTo(Credits.of(20));
            assertThat(counted.missing()).isEqualTo(Credits.of(10));
            assertThat(notCounted.running()).isEqualTo(Credits.of(20));
            assertThat(notCounted.isAffordable()).isTrue();
        }

        @Test
        void forgets_a_task_that_has_ended() {
            tasks.start(STANDARD.withEstimate(Credits.of(20)));
            tasks.fail(OTHER);

            assertThat(tasks.check(ALICE, Credits.of(1)).running()).isEqualTo(Credits.ZERO);
        }

        @Test
        void refuses_an_account_that_was_never_opened() {
            assertThatExceptionOfType(AccountNotFoundException.class).isThrownBy(() -> tasks.check(BOB, Credits.of(1)));
        }

        @Test
        void prices_by_the_card_that_is_in_force() {
            RateCard dearer =
                    RateCard.of("dearer", Map.of(Tier.PRO, Rate.perSecond(20))).effectiveFrom(TOMORROW);
            RateCard first = CreditPolicy.defaults().rateCards().inForceAt(NOON);
            Tasks changing = tasks(policy -> policy.rateCards(RateCards.of(first, dearer)));

            assertThat(changing.price(Tier.PRO, Output.of(FIVE_SECONDS))).isEqualTo(Credits.of(70));
            now = TOMORROW;
            assertThat(changing.price(Tier.PRO, Output.of(FIVE_SECONDS))).isEqualTo(Credits.of(100));
        }
    }

    @Nested
    class StartingIfAffordable {
        @Test
        void starts_what_can_be_afforded() {
            grant(70, "g");

            assertThat(tasks.startIfAffordable(PRO.withEstimate(Credits.of(70)))
                            .task()
                            .status())
                    .isEqualTo(TaskStatus.RUNNING);
        }

        @Test
        void refuses_what_cannot() {
            grant(69, "g");

            InsufficientCreditsException refusal = refusal(
                    InsufficientCreditsException.class,
                    () -> tasks.startIfAffordable(PRO.withEstimate(Credits.of(70))));

            assertThat(refusal.missing()).isEqualTo(Credits.of(1));
        }

        @Test
        void refuses_what_running_tasks_leave_too_little_for() {
            grant(100, "g");
            tasks.start(STANDARD.withEstimate(Credits.of(50)));

            assertThat(refusal(
                                    InsufficientCreditsException.class,
                                    () -> tasks.startIfAffordable(PRO.withEstimate(Credits.of(70))))
                            .available())
                    .isEqualTo(Credits.of(50));
        }

        @Test
        void does_not_count_the_task_itself_when_it_is_asked_for_again() {
            grant(70, "g");
            StartTask start = PRO.withEstimate(Credits.of(70));
            TaskReceipt first = tasks.startIfAffordable(start);

            assertThat(tasks.startIfAffordable(start)).isEqualTo(new TaskReceipt(first.task(), true));
        }

        @Test
        void needs_an_estimate() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tasks.startIfAffordable(PRO))
                    .withMessage("to check what task '4711' costs before it starts it needs an estimate;"
                            + " give it one with withEstimate");
        }
    }
}
