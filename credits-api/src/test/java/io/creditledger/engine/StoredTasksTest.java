package io.creditledger.engine;

import static io.creditledger.Fixtures.ALICE;
import static io.creditledger.Fixtures.BOB;
import static io.creditledger.Fixtures.NOON;
import static io.creditledger.Fixtures.TOMORROW;
import static io.creditledger.Fixtures.absent;
import static io.creditledger.Fixtures.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.tuple;

import io.creditledger.AccountId;
import io.creditledger.AccountNotFoundException;
import io.creditledger.Affordability;
import io.creditledger.CreditOverflowException;
import io.creditledger.CreditPolicy;
import io.creditledger.CreditPolicyBuilder;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.EntryType;
import io.creditledger.GrantCredits;
import io.creditledger.HistoryQuery;
import io.creditledger.IdempotencyConflictException;
import io.creditledger.InsufficientCreditsException;
import io.creditledger.Output;
import io.creditledger.PricingException;
import io.creditledger.Rate;
import io.creditledger.RateCard;
import io.creditledger.RateCards;
import io.creditledger.Request;
import io.creditledger.SettleTask;
import io.creditledger.Shortfall;
import io.creditledger.StartTask;
import io.creditledger.Task;
import io.creditledger.TaskCharge;
import io.creditledger.TaskCommand;
import io.creditledger.TaskId;
import io.creditledger.TaskNotFoundException;
import io.creditledger.TaskPage;
import io.creditledger.TaskQuery;
import io.creditledger.TaskReceipt;
import io.creditledger.TaskStateException;
import io.creditledger.TaskStatus;
import io.creditledger.Tasks;
import io.creditledger.Tier;
import io.creditledger.spi.CreditStore;
import io.creditledger.spi.Holdings;
import io.creditledger.spi.StoreTransaction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StoredTasksTest {
    private static final TaskId TASK = TaskId.of("4711");
    private static final TaskId OTHER = TaskId.of("4712");
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);
    private static final StartTask PRO = StartTask.of(ALICE, TASK, Tier.PRO);
    private static final StartTask STANDARD = StartTask.of(ALICE, OTHER, Tier.STANDARD);

    private final JournalStore store = new JournalStore();
    private Instant now = NOON;
    private final StoredLedger ledger = ledger(store, policy -> policy);
    private final Tasks tasks = ledger.tasks();
    private final Tasks strict = tasks(policy -> policy.taskShortfall(Shortfall.REJECT));

    private Tasks tasks(UnaryOperator<CreditPolicyBuilder> change) {
        return ledger(store, change).tasks();
    }

    private StoredLedger ledger(CreditStore where, UnaryOperator<CreditPolicyBuilder> change) {
        CreditPolicyBuilder policy = CreditPolicy.builder().signUpCredits(Credits.ZERO);
        return new StoredLedger(where, change.apply(policy).build(), () -> now);
    }

    private void grant(long credits, String key) {
        ledger.grant(GrantCredits.of(ALICE, Credits.of(credits), "purchase", key(key)));
    }

    private List<Entry> journal() {
        return ledger.history(ALICE, HistoryQuery.all()).items();
    }

    private static TaskCharge charge(TaskReceipt receipt) {
        return Optional.ofNullable(receipt.task().charge()).orElseThrow();
    }

    private static TaskCharge charged(long calculated, long deducted, long forgiven, long owed) {
        return new TaskCharge(
                Credits.of(calculated), Credits.of(deducted), Credits.of(forgiven), Credits.of(owed), NOON);
    }

    /** Does what is refused, and sees that neither the journal nor the task has changed. */
    private <E extends RuntimeException> E refusal(Class<E> type, Runnable refused) {
        List<Entry> journal = journal();
        TaskPage before = tasks.list(TaskQuery.of(TaskQuery.Kind.ANY));
        E refusal = assertThatExceptionOfType(type).isThrownBy(refused::run).actual();
        assertThat(journal()).isEqualTo(journal);
        assertThat(tasks.list(TaskQuery.of(TaskQuery.Kind.ANY))).isEqualTo(before);
        return refusal;
    }

    @BeforeEach
    void openAlice() {
        ledger.open(ALICE);
    }

    @Test
    void a_task_that_is_priced_only_after_it_was_looked_up_is_settled_from_all_there_is() {
        tasks.start(PRO);
        List<TaskCommand> sent = new ArrayList<>();
        Task running = tasks.find(TASK);
        StoredTasks watched = new StoredTasks(
                store,
                CreditPolicy.defaults(),
                command -> {
                    sent.add(command);
                    return new TaskReceipt(running, false);
                },
                ledger::balance,
                account -> {},
                () -> now);

        watched.settle(TASK);

        assertThat(sent).containsExactly(new SettleTask(ALICE, TASK, Credits.of(Long.MAX_VALUE)));
    }

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
    class Starting {
        @Test
        void takes_nothing_and_pins_the_rate_card() {
            grant(60, "g");
            List<Entry> journal = journal();

            TaskReceipt receipt = tasks.start(PRO.withEstimate(Credits.of(70)));

            assertThat(receipt.isReplay()).isFalse();
            assertThat(receipt.task())
                    .isEqualTo(new Task(
                            ALICE,
                            TASK,
                            Tier.PRO,
                            "standard=10,pro=14,UP",
                            Credits.of(70),
                            false,
                            TaskStatus.RUNNING,
                            NOON,
                            null,
                            null,
                            null));
            assertThat(tasks.find(TASK)).isEqualTo(receipt.task());
            assertThat(journal()).isEqualTo(journal);
            assertThat(ledger.balance(ALICE).available()).isEqualTo(Credits.of(60));
        }

        @Test
        void again_returns_the_task_as_it_is_now() {
            TaskReceipt first = tasks.start(PRO);
            now = TOMORROW;

            assertThat(tasks.start(PRO)).isEqualTo(new TaskReceipt(first.task(), true));
            TaskReceipt failed = tasks.fail(TASK);
            assertThat(tasks.start(PRO)).isEqualTo(new TaskReceipt(failed.task(), true));
        }

        @Test
        void again_as_another_task_is_refused_by_what_differs() {
            tasks.start(PRO);

            assertThat(refusal(
                                    IdempotencyConflictException.class,
                                    () -> tasks.start(StartTask.of(ALICE, TASK, Tier.of("超级"))
                                            .withEstimate(Credits.of(9))
                                            .prepaid()))
                            .differences())
                    .containsExactly(
                            "tier was pro, is now 超级",
                            "estimate was (none), is now 9",
                            "prepaid was false, is now true");
        }

        @Test
        void for_another_account_is_refused() {
            ledger.open(BOB);
            tasks.start(PRO);

            assertThat(refusal(IdempotencyConflictException.class, () -> tasks.start(StartTask.of(BOB, TASK, Tier.PRO)))
                            .differences())
                    .containsExactly("account was alice, is now bob");
        }

        @Test
        void is_refused_for_a_tier_without_a_rate_unless_it_is_prepaid() {
            StartTask legacy = StartTask.of(ALICE, TASK, Tier.of("legacy"));

            assertThat(refusal(PricingException.class, () -> tasks.start(legacy))
                            .tier())
                    .contains(Tier.of("legacy"));
            assertThat(tasks.start(legacy.prepaid()).task().isPrepaid()).isTrue();
        }

        @Test
        void is_refused_for_an_account_that_was_never_opened_which_is_not_created() {
            StartTask ofBob = StartTask.of(BOB, TASK, Tier.PRO);

            refusal(AccountNotFoundException.class, () -> tasks.start(ofBob));
            refusal(AccountNotFoundException.class, () -> tasks.startIfAffordable(ofBob.withEstimate(Credits.ZERO)));
            assertThatExceptionOfType(AccountNotFoundException.class).isThrownBy(() -> ledger.balance(BOB));
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

    @Nested
    class Completing {
        @Test
        void charges_the_price_of_the_real_output_once() {
            grant(200, "g");
            tasks.start(PRO.withEstimate(Credits.of(10)));
            tasks.start(STANDARD);

            assertThat(charge(tasks.complete(TASK, FIVE_SECONDS))).isEqualTo(charged(70, 70, 0, 0));
            assertThat(charge(tasks.complete(OTHER, FIVE_SECONDS))).isEqualTo(charged(50, 50, 0, 0));
            assertThat(ledger.balance(ALICE).available()).isEqualTo(Credits.of(80));
            assertThat(store.verbs).containsExactly("expect", "lock", "load", "write");
        }

        @Test
        void records_the_charge_under_the_task_s_own_key() {
            grant(200, "g");
            tasks.start(PRO);
            tasks.complete(TASK, FIVE_SECONDS);

            Entry entry = journal().get(0);
            Request request = Objects.requireNonNull(entry.request());
            assertThat(entry.type()).isEqualTo(EntryType.CHARGE);
            assertThat(entry.amount()).isEqualTo(-70);
            assertThat(request.key()).isEqualTo(TASK.key());
            assertThat(request.reference()).isEqualTo("4711");
        }

        @Test
        void again_with_the_same_output_returns_the_same_receipt() {
            grant(200, "g");
            tasks.start(PRO);
            TaskReceipt first = tasks.complete(TASK, FIVE_SECONDS);
            now = TOMORROW;

            TaskReceipt again = tasks.complete(TASK, Output.seconds(new BigDecimal("5.000")));

            assertThat(again).isEqualTo(new TaskReceipt(first.task(), true));
            assertThat(store.verbs).containsExactly("expect", "lock", "load");
            assertThat(ledger.balance(ALICE).available()).isEqualTo(Credits.of(130));
        }

        @Test
        void again_with_another_output_is_refused_by_what_differs() {
            grant(200, "g");
            tasks.start(PRO);
            tasks.complete(TASK, FIVE_SECONDS);

            IdempotencyConflictException refusal =
                    refusal(IdempotencyConflictException.class, () -> tasks.complete(TASK, Duration.ofMillis(5_010)));

            assertThat(refusal.differences()).containsExactly("output was 5 seconds, is now 5.01 seconds");
            assertThat(refusal.key()).isEqualTo(TASK.key());
        }

        @Test
        void of_no_output_is_recorded_with_a_charge_of_0() {
            tasks.start(PRO);

            assertThat(charge(tasks.complete(TASK, Duration.ZERO))).isEqualTo(charged(0, 0, 0, 0));
            assertThat(journal().get(0).type()).isEqualTo(EntryType.CHARGE);
            assertThat(journal().get(0).amount()).isZero();
        }

        @Test
        void prices_by_the_card_that_was_in_force_when_it_started() {
            RateCard first = RateCard.of("1", Map.of(Tier.PRO, Rate.perSecond(14)));
            RateCard dearer =
                    RateCard.of("2", Map.of(Tier.PRO, Rate.perSecond(20))).effectiveFrom(TOMORROW);
            Tasks changing = tasks(policy -> policy.rateCards(RateCards.of(first, dearer)));
            changing.start(PRO);
            now = TOMORROW;
            changing.start(StartTask.of(ALICE, OTHER, Tier.PRO));

            assertThat(charge(changing.complete(TASK, FIVE_SECONDS)).calculated())
                    .isEqualTo(Credits.of(70));
            assertThat(charge(changing.complete(OTHER, FIVE_SECONDS)).calculated())
                    .isEqualTo(Credits.of(100));
        }

        @Test
        void is_not_repriced_by_new_rates_in_the_settings() {
            tasks.start(PRO);
            RateCard dearer = RateCard.perSecond(BigDecimal.ONE, new BigDecimal("99.5"), RoundingMode.DOWN);
            Tasks changed = tasks(policy -> policy.rateCards(RateCards.of(dearer)));

            assertThat(charge(changed.complete(TASK, FIVE_SECONDS)).calculated())
                    .isEqualTo(Credits.of(70));
        }

        @Test
        void is_refused_if_the_card_is_gone_or_measures_otherwise() {
            Tasks named = tasks(policy ->
                    policy.rateCards(RateCards.of(RateCard.of("1", Map.of(Tier.PRO, Rate.perSecond(14))))));
            named.start(PRO);

            assertThat(refusal(PricingException.class, () -> tasks.complete(TASK, FIVE_SECONDS))
                            .version())
                    .isEqualTo("1");
            refusal(PricingException.class, () -> named.complete(TASK, Output.units(5)));
        }

        @Test
        void after_a_failure_is_refused_by_name() {
            tasks.start(PRO);
            tasks.fail(TASK);

            TaskStateException refusal = refusal(TaskStateException.class, () -> tasks.complete(TASK, FIVE_SECONDS));

            assertThat(refusal)
                    .hasMessage("task '4711' is FAILED; it is not possible to complete it."
                            + " Start a new task for new work.");
            assertThat(refusal.status()).isEqualTo(TaskStatus.FAILED);
        }

        @Test
        void of_a_prepaid_task_charges_nothing() {
            grant(200, "g");
            tasks.start(PRO.prepaid());
            List<Entry> journal = journal();

            TaskReceipt receipt = tasks.complete(TASK, FIVE_SECONDS);

            assertThat(receipt.task().status()).isEqualTo(TaskStatus.COMPLETED);
            assertThat(receipt.task().charge()).isNull();
            assertThat(receipt.task().isUncharged()).isFalse();
            assertThat(journal()).isEqualTo(journal);
            assertThat(tasks.complete(TASK, FIVE_SECONDS)).isEqualTo(new TaskReceipt(receipt.task(), true));
            assertThat(tasks.settle(TASK).isReplay()).isTrue();
        }

        @Test
        void never_ends_a_task_before_it_starts_even_if_the_clock_was_set_back() {
            now = TOMORROW;
            tasks.start(PRO);
            tasks.start(STANDARD);
            now = NOON;

            Task completed = tasks.complete(TASK, FIVE_SECONDS).task();
            assertThat(completed.startedAt()).isEqualTo(TOMORROW);
            assertThat(completed.endedAt()).isEqualTo(TOMORROW);
            assertThat(tasks.fail(OTHER).task().endedAt()).isEqualTo(TOMORROW);
            assertThat(tasks.find(TASK)).isEqualTo(completed);
        }

        @Test
        void of_an_unknown_task_is_refused_and_creates_none() {
            assertThat(refusal(TaskNotFoundException.class, () -> tasks.complete(TASK, FIVE_SECONDS))
                            .task())
                    .isEqualTo(TASK);
            refusal(TaskNotFoundException.class, () -> tasks.fail(TASK));
            refusal(TaskNotFoundException.class, () -> tasks.cancel(TASK));
            refusal(TaskNotFoundException.class, () -> tasks.settle(TASK));
            refusal(TaskNotFoundException.class, () -> tasks.find(TASK));
        }
    }

    @Nested
    class Ending {
        @Test
        void without_a_result_charges_nothing() {
            grant(200, "g");
            tasks.start(PRO);
            tasks.start(STANDARD);
            List<Entry> journal = journal();

            TaskReceipt failed = tasks.fail(TASK);
            TaskReceipt cancelled = tasks.cancel(OTHER);

            assertThat(failed.task().status()).isEqualTo(TaskStatus.FAILED);
            assertThat(failed.task().endedAt()).isEqualTo(NOON);
            assertThat(cancelled.task().status()).isEqualTo(TaskStatus.CANCELLED);
            assertThat(journal()).isEqualTo(journal);
        }

        @Test
        void again_in_the_same_way_returns_the_task() {
            tasks.start(PRO);
            TaskReceipt first = tasks.cancel(TASK);
            now = TOMORROW;

            assertThat(tasks.cancel(TASK)).isEqualTo(new TaskReceipt(first.task(), true));
        }

        @Test
        void in_another_way_is_refused_by_name() {
            tasks.start(PRO);
            tasks.complete(TASK, FIVE_SECONDS);
            tasks.start(STANDARD);
            tasks.cancel(OTHER);

            assertThat(refusal(TaskStateException.class, () -> tasks.fail(TASK)))
                    .hasMessage("task '4711' is COMPLETED; it is not possible to fail it."
                            + " What has ended stays as it is.");
            assertThat(refusal(TaskStateException.class, () -> tasks.cancel(TASK)))
                    .hasMessageContaining("not possible to cancel it");
            assertThat(refusal(TaskStateException.class, () -> tasks.fail(OTHER))
                            .status())
                    .isEqualTo(TaskStatus.CANCELLED);
        }
    }

    @Nested
    class WithoutEnough {
        @Test
        void a_completed_task_is_owed_by_default() {
            grant(30, "g");
            tasks.start(PRO);

            TaskReceipt receipt = tasks.complete(TASK, FIVE_SECONDS);

            assertThat(charge(receipt)).isEqualTo(charged(70, 30, 0, 40));
            assertThat(charge(receipt).shortfall()).isEqualTo(Credits.of(40));
            assertThat(ledger.balance(ALICE).available()).isEqualTo(Credits.ZERO);
            assertThat(ledger.balance(ALICE).debt()).isEqualTo(Credits.of(40));
            assertThat(tasks.complete(TASK, FIVE_SECONDS)).isEqualTo(new TaskReceipt(receipt.task(), true));
        }

        @Test
        void a_completed_task_is_forgiven_if_the_policy_says_so() {
            grant(30, "g");
            tasks.start(PRO);

            TaskReceipt receipt =
                    tasks(policy -> policy.taskShortfall(Shortfall.FORGIVE)).complete(TASK, FIVE_SECONDS);

            assertThat(charge(receipt)).isEqualTo(charged(70, 30, 40, 0));
            assertThat(ledger.balance(ALICE).debt()).isEqualTo(Credits.ZERO);
            assertThat(journal().get(0))
                    .extracting(Entry::type, Entry::amount, Entry::grant)
                    .containsExactly(EntryType.FORGIVE, -40L, null);
        }

        @Test
        void a_completed_task_stays_uncharged_if_the_policy_rejects_it() {
            grant(30, "g");
            tasks.start(PRO);
            List<Entry> journal = journal();

            TaskReceipt receipt = strict.complete(TASK, FIVE_SECONDS);

            assertThat(charge(receipt)).isEqualTo(TaskCharge.unpaid(Credits.of(70)));
            assertThat(receipt.task().isUncharged()).isTrue();
            assertThat(receipt.isReplay()).isFalse();
            assertThat(journal()).isEqualTo(journal);
            assertThat(strict.complete(TASK, FIVE_SECONDS)).isEqualTo(new TaskReceipt(receipt.task(), true));
            assertThat(strict.list(TaskQuery.of(TaskQuery.Kind.UNCHARGED)).tasks())
                    .containsExactly(receipt.task());
        }

        @Test
        void a_debt_beyond_all_numbers_leaves_the_task_uncharged() {
            StoredLedger owing = ledger(store, policy -> policy.chargeShortfall(Shortfall.OWE));
            owing.charge(ALICE, Credits.of(Long.MAX_VALUE - 69), key("much"));
            tasks.start(PRO);
            tasks.start(STANDARD);

            assertThat(tasks.complete(TASK, FIVE_SECONDS).task().isUncharged()).isTrue();
            assertThat(refusal(CreditOverflowException.class, () -> tasks.settle(TASK)))
                    .hasMessage("account 'alice' owes 9223372036854775738 credits and cannot owe 70 more;"
                            + " together they must not exceed 9223372036854775807");
            assertThat(tasks.settleAll(ALICE)).isEmpty();
            assertThat(charge(tasks.complete(OTHER, FIVE_SECONDS)).owed()).isEqualTo(Credits.of(50));
        }
    }

    @Nested
    class Settling {
        private TaskReceipt uncharged(StartTask start) {
            strict.start(start);
            return strict.complete(start.task(), FIVE_SECONDS);
        }

        @Test
        void charges_what_was_calculated_when_the_task_was_completed() {
            TaskReceipt before = uncharged(PRO);
            grant(100, "g");
            now = TOMORROW;

            TaskReceipt settled = strict.settle(TASK);

            assertThat(settled.isReplay()).isFalse();
            assertThat(charge(settled))
                    .isEqualTo(new TaskCharge(Credits.of(70), Credits.of(70), Credits.ZERO, Credits.ZERO, TOMORROW));
            assertThat(settled.task().endedAt()).isEqualTo(before.task().endedAt());
            assertThat(ledger.balance(ALICE).available()).isEqualTo(Credits.of(30));
            assertThat(strict.settle(TASK)).isEqualTo(new TaskReceipt(settled.task(), true));
            assertThat(strict.complete(TASK, FIVE_SECONDS)).isEqualTo(new TaskReceipt(settled.task(), true));
        }

        @Test
        void is_refused_as_long_as_it_cannot_be_paid() {
            uncharged(PRO);
            grant(69, "g");

            assertThat(refusal(InsufficientCreditsException.class, () -> strict.settle(TASK))
                            .missing())
                    .isEqualTo(Credits.of(1));
        }

        @Test
        void owes_the_rest_once_the_policy_says_so() {
            uncharged(PRO);

            assertThat(charge(tasks.settle(TASK))).isEqualTo(charged(70, 0, 0, 70));
        }

        @Test
        void is_refused_for_a_task_that_is_not_completed() {
            tasks.start(PRO);

            assertThat(refusal(TaskStateException.class, () -> tasks.settle(TASK)))
                    .hasMessage("task '4711' is RUNNING; it is not possible to settle it."
                            + " Only completed tasks are charged.");
            tasks.cancel(TASK);
            refusal(TaskStateException.class, () -> tasks.settle(TASK));
        }

        @Test
        void all_charges_those_that_can_be_paid() {
            uncharged(PRO);
            uncharged(STANDARD);
            grant(69, "g");

            assertThat(strict.settleAll(ALICE))
                    .extracting(receipt -> receipt.task().id())
                    .containsExactly(OTHER);
            assertThat(strict.list(TaskQuery.of(TaskQuery.Kind.UNCHARGED)).tasks())
                    .extracting(Task::id)
                    .containsExactly(TASK);
            assertThat(strict.list(TaskQuery.of(TaskQuery.Kind.CHARGED)).tasks())
                    .extracting(Task::id)
                    .containsExactly(OTHER);
        }

        @Test
        void all_skips_none_while_tasks_leave_the_list() {
            List<TaskId> ids = new ArrayList<>();
            for (int i = 0; i < 250; i++) {
                TaskId id = TaskId.of(String.format("task-%03d", i));
                ids.add(id);
                uncharged(StartTask.of(ALICE, id, Tier.STANDARD));
            }
            grant(250 * 50, "g");

            assertThat(strict.settleAll(ALICE))
                    .extracting(receipt -> receipt.task().id())
                    .containsExactlyElementsOf(ids);
            assertThat(ledger.balance(ALICE).available()).isEqualTo(Credits.ZERO);
        }

        @Test
        void all_leaves_other_accounts_alone() {
            ledger.open(BOB);
            uncharged(StartTask.of(BOB, OTHER, Tier.PRO));
            ledger.grant(GrantCredits.of(BOB, Credits.of(70), "purchase", key("g")));

            assertThat(strict.settleAll(ALICE)).isEmpty();
            assertThat(strict.settleAll(BOB)).hasSize(1);
            assertThatExceptionOfType(AccountNotFoundException.class)
                    .isThrownBy(() -> strict.settleAll(AccountId.of("nobody")));
        }

        @Test
        void all_does_not_tell_what_another_caller_has_settled_meanwhile() {
            uncharged(PRO);
            grant(100, "g");
            Tasks late = ledger(
                            new JournalStore() {
                                @Override
                                public List<Task> tasks(TaskQuery query, int limit) {
                                    List<Task> found = store.tasks(query, limit);
                                    found.forEach(task -> strict.settle(task.id()));
                                    return found;
                                }

                                @Override
                                public Optional<Holdings> holdings(AccountId account) {
                                    return store.holdings(account);
                                }

                                @Override
                                public <T> T transact(Function<StoreTransaction, T> work) {
                                    return store.transact(work);
                                }
                            },
                            policy -> policy)
                    .tasks();

            assertThat(late.settleAll(ALICE)).isEmpty();
            assertThat(ledger.balance(ALICE).available()).isEqualTo(Credits.of(30));
        }
    }

    @Nested
    class Listing {
        @Test
        void pages_through_all_tasks() {
            ledger.open(BOB);
            tasks.start(PRO);
            tasks.start(STANDARD);
            tasks.start(StartTask.of(BOB, TaskId.of("1"), Tier.PRO));
            TaskQuery query = TaskQuery.of(TaskQuery.Kind.ANY).limit(2);

            TaskPage first = tasks.list(query);
            TaskPage second = tasks.list(query.after(first.next().orElseThrow()));

            assertThat(first.tasks()).extracting(Task::id).containsExactly(TASK, OTHER);
            assertThat(second.tasks()).extracting(Task::account).containsExactly(BOB);
            assertThat(second.next()).isEmpty();
        }

        @Test
        void finds_tasks_that_started_long_ago_and_never_ended() {
            tasks.start(PRO);
            tasks.start(StartTask.of(ALICE, TaskId.of("ended"), Tier.PRO));
            tasks.fail(TaskId.of("ended"));
            now = TOMORROW;
            tasks.start(STANDARD);

            assertThat(tasks.list(TaskQuery.of(TaskQuery.Kind.RUNNING).startedBefore(TOMORROW))
                            .tasks())
                    .extracting(Task::id, Task::startedAt)
                    .containsExactly(tuple(TASK, NOON));
        }

        @Test
        void a_task_id_that_two_accounts_share_is_refused_by_name() {
            JournalStore shared = new JournalStore() {
                @Override
                public List<Task> tasks(TaskId id) {
                    return store.tasks(TaskQuery.of(TaskQuery.Kind.ANY), 2);
                }
            };
            ledger.open(BOB);
            tasks.start(StartTask.of(BOB, OTHER, Tier.PRO));
            tasks.start(PRO);

            assertThat(assertThatExceptionOfType(IdempotencyConflictException.class)
                            .isThrownBy(() ->
                                    ledger(shared, policy -> policy).tasks().find(TASK))
                            .actual()
                            .key())
                    .isEqualTo(TASK.key());
        }
    }

    @Test
    void what_was_calculated_is_always_deducted_forgiven_owed_or_uncharged() {
        Random random = new Random(12);
        List<Tasks> policies = Stream.of(Shortfall.values())
                .map(shortfall -> tasks(policy -> policy.taskShortfall(shortfall)))
                .toList();
        for (int i = 0; i < 200; i++) {
            TaskId id = TaskId.of("task-" + i);
            Duration output = Duration.ofMillis(random.nextInt(20_000));
            Tasks chosen = policies.get(random.nextInt(policies.size()));
            grant(1 + random.nextInt(120), "grant-" + i);
            chosen.start(StartTask.of(ALICE, id, random.nextBoolean() ? Tier.PRO : Tier.STANDARD));
            chosen.complete(id, output);
            if (random.nextInt(10) == 0) {
                strict.settleAll(ALICE);
            }
        }

        List<TaskCharge> charges = tasks
                .list(TaskQuery.of(TaskQuery.Kind.CHARGED).limit(1_000))
                .tasks()
                .stream()
                .flatMap(task -> Stream.ofNullable(task.charge()))
                .toList();
        assertThat(charges).anyMatch(charge -> !charge.forgiven().isZero());
        assertThat(charges).anyMatch(charge -> !charge.owed().isZero());
        assertThat(sum(charges, TaskCharge::deducted) + sum(charges, TaskCharge::shortfall))
                .isEqualTo(sum(charges, TaskCharge::calculated));
        assertThat(sum(charges, TaskCharge::deducted)).isEqualTo(taken(EntryType.CHARGE));
        assertThat(sum(charges, TaskCharge::forgiven)).isEqualTo(taken(EntryType.FORGIVE));
        assertThat(sum(charges, TaskCharge::owed)).isEqualTo(taken(EntryType.OWE));
        assertThat(ledger.balance(ALICE).debt().value()).isEqualTo(taken(EntryType.OWE) - taken(EntryType.REPAY));
    }

    private static long sum(List<TaskCharge> charges, Function<TaskCharge, Credits> part) {
        return charges.stream().map(part).mapToLong(Credits::value).sum();
    }

    private long taken(EntryType type) {
        return ledger.history(ALICE, HistoryQuery.all().limit(1_000)).items().stream()
                .filter(entry -> entry.type() == type)
                .mapToLong(entry -> -entry.amount())
                .sum();
    }

    @Test
    void nulls_are_refused_by_name() {
        assertThatNullPointerException().isThrownBy(() -> tasks.start(absent())).withMessage("start");
        assertThatNullPointerException()
                .isThrownBy(() -> tasks.startIfAffordable(absent()))
                .withMessage("start");
        assertThatNullPointerException()
                .isThrownBy(() -> tasks.complete(TASK, (Output) absent()))
                .withMessage("output");
        assertThatNullPointerException()
                .isThrownBy(() -> tasks.complete(TASK, (Duration) absent()))
                .withMessage("duration");
        assertThatNullPointerException().isThrownBy(() -> tasks.find(absent())).withMessage("id");
        assertThatNullPointerException().isThrownBy(() -> tasks.fail(absent())).withMessage("id");
        assertThatNullPointerException().isThrownBy(() -> tasks.list(absent())).withMessage("query");
        assertThatNullPointerException()
                .isThrownBy(() -> tasks.check(ALICE, absent()))
                .withMessage("cost");
        assertThatNullPointerException()
                .isThrownBy(() -> tasks.settleAll(absent()))
                .withMessage("account");
    }
}
