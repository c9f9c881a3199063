package io.creditledger.testkit.contract;

import static io.creditledger.testkit.contract.ContractSuite.ALICE;

import io.creditledger.CreditLedger;
import io.creditledger.Credits;
import io.creditledger.EndTask;
import io.creditledger.Output;
import io.creditledger.Recurrence;
import io.creditledger.Reward;
import io.creditledger.StartTask;
import io.creditledger.TaskId;
import io.creditledger.TaskQuery;
import io.creditledger.TaskStatus;
import io.creditledger.Tier;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Input about tasks and rewards that no store could give back as it came, or that means nothing. */
@SuppressWarnings("ImmutableEnumChecker") // what the rows hold has no state
enum BadTaskInput {
    NULL_TASK(NullPointerException.class, "task id", ledger -> start(ledger, TaskId.of(absent()))),
    NULL_TASK_STARTED(NullPointerException.class, "task", ledger -> start(ledger, absent())),
    NULL_TASK_COMPLETED(NullPointerException.class, "id", ledger -> complete(ledger, absent(), Duration.ZERO)),
    NULL_TASK_FAILED(NullPointerException.class, "id", ledger -> ledger.tasks().fail(absent())),
    NULL_TASK_SETTLED(NullPointerException.class, "id", ledger -> ledger.tasks().settle(absent())),
    NULL_TASK_SOUGHT(NullPointerException.class, "id", ledger -> ledger.tasks().find(absent())),
    NULL_ACCOUNT_SETTLED(
            NullPointerException.class, "account", ledger -> ledger.tasks().settleAll(absent())),
    NULL_OUTPUT(NullPointerException.class, "output", ledger -> ledger.tasks().complete(good(), (Output) absent())),
    NULL_TIER(NullPointerException.class, "tier", ledger -> startOn(ledger, absent())),
    NULL_ESTIMATE(NullPointerException.class, "credits", ledger -> estimate(ledger, absent())),
    NULL_COST(NullPointerException.class, "cost", ledger -> ledger.tasks().check(ALICE, absent())),
    NULL_VIDEO("needs a reference", ledger -> ledger.rewards().shareVideo(ALICE, absent())),
    NULL_RECURRENCE(NullPointerException.class, "recurrence", ledger -> give(ledger, "name", absent(), "film")),

    EMPTY_TASK("task id must have at least one character", ledger -> start(ledger, TaskId.of(""))),
    BLANK_TASK("task id must have at least one character", ledger -> start(ledger, TaskId.of(" \t\u2003"))),
    BLANK_TIER("tier must have at least one character", ledger -> startOn(ledger, Tier.of(" "))),
    BLANK_VIDEO("reference must have at least one character", ledger -> share(ledger, " ")),
    EMPTY_VIDEO("reference must have at least one character", ledger -> share(ledger, "")),

    LONG_TASK("at most 128", ledger -> start(ledger, TaskId.of("t".repeat(129)))),
    LONG_TASK_OF_EMOJI("at most 128", ledger -> start(ledger, TaskId.of("\uD83D\uDE00".repeat(64) + "t"))),
    LONG_TIER("at most 64", ledger -> startOn(ledger, Tier.of("t".repeat(65)))),
    LONG_VIDEO("at most 128", ledger -> share(ledger, "v".repeat(129))),

    NUL_IN_TASK("NUL", ledger -> start(ledger, TaskId.of("task\0"))),
    NUL_IN_TIER("NUL", ledger -> startOn(ledger, Tier.of("\0pro"))),
    NUL_IN_VIDEO("NUL", ledger -> share(ledger, "a\0b")),
    SURROGATE_IN_TASK("unpaired surrogate at index 4", ledger -> start(ledger, TaskId.of("task\uD83D"))),
    SURROGATE_IN_TIER("unpaired surrogate", ledger -> startOn(ledger, Tier.of("\uDE00"))),
    SURROGATE_IN_VIDEO("unpaired surrogate", ledger -> share(ledger, "\uD83D")),

    NEGATIVE_ESTIMATE("must not be negative", ledger -> estimate(ledger, Credits.of(-1))),
    NEGATIVE_DURATION("from 0 to", ledger -> complete(ledger, good(), Duration.ofNanos(-1))),
    NEGATIVE_SECONDS("from 0 to", ledger -> seconds(ledger, "-0.1")),
    NEGATIVE_UNITS("from 0 to", ledger -> ledger.tasks().complete(good(), Output.units(-1))),
    ABSURD_DURATION("from 0 to", ledger -> complete(ledger, good(), Duration.ofSeconds(Long.MAX_VALUE))),
    LEAST_DURATION("from 0 to", ledger -> complete(ledger, good(), Duration.ofSeconds(Long.MIN_VALUE))),
    NANOSECOND_TOO_LONG("from 0 to", ledger -> seconds(ledger, "1000000000.000000001")),
    FINER_THAN_A_NANOSECOND("at most 9 decimal places", ledger -> seconds(ledger, "0.0000000001")),
    ABSURD_EXPONENT("from 0 to", ledger -> seconds(ledger, "1e999999999")),
    ABSURDLY_FINE("at most 9 decimal places", ledger -> seconds(ledger, "1e-999999999")),

    COMPLETED_WITHOUT_OUTPUT("FAILED or CANCELLED", ledger -> new EndTask(ALICE, good(), TaskStatus.COMPLETED)),
    PAGE_OF_NOTHING(
            "1 to 1000", ledger -> list(ledger, TaskQuery.of(TaskQuery.Kind.ANY).limit(0))),
    PAGE_TOO_LARGE(
            "1 to 1000", ledger -> list(ledger, TaskQuery.of(TaskQuery.Kind.ANY).limit(1_001))),
    STARTED_TOO_EARLY("must lie between", ledger -> startedBefore(ledger, Instant.MIN)),
    STARTED_IN_NANOSECONDS("must be a whole", ledger -> startedBefore(ledger, Instant.ofEpochSecond(1, 1))),

    REWARD_WITHOUT_A_NAME("reward's name must have", ledger -> give(ledger, "", Recurrence.PER_REFERENCE, "film")),
    REWARD_IN_CAPITALS("reward's name must have", ledger -> give(ledger, "Review", Recurrence.PER_REFERENCE, "film")),
    REWARD_WITH_A_COLON("reward's name must have", ledger -> give(ledger, "a:b", Recurrence.PER_REFERENCE, "film")),
    REWARD_WITH_A_LONG_NAME(
            "reward's name must have", ledger -> give(ledger, "r".repeat(33), Recurrence.PER_REFERENCE, "film")),
    REFERENCE_WHERE_NONE_COUNTS("takes no reference", ledger -> give(ledger, "review", Recurrence.ONCE, "film")),
    REFERENCE_WHERE_THE_DATE_COUNTS("takes no reference", ledger -> give(ledger, "review", Recurrence.PER_DAY, "film")),
    REFERENCE_IS_MISSING("needs a reference", ledger -> give(ledger, "review", Recurrence.PER_REFERENCE, absent()));

    private final Class<? extends RuntimeException> refusal;
    private final String says;
    private final Consumer<CreditLedger> use;

    BadTaskInput(String says, Consumer<CreditLedger> use) {
        this(IllegalArgumentException.class, says, use);
    }

    BadTaskInput(Class<? extends RuntimeException> refusal, String says, Consumer<CreditLedger> use) {
        this.refusal = refusal;
        this.says = says;
        this.use = use;
    }

    Class<? extends RuntimeException> refusal() {
        return refusal;
    }

    String says() {
        return says;
    }

    void use(CreditLedger ledger) {
        use.accept(ledger);
    }

    /** A null that hosts can pass whose build does not check for it. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T absent() {
        return null;
    }

    /** A task that is running. */
    private static TaskId good() {
        return TaskSuite.TASK;
    }

    private static void start(CreditLedger ledger, TaskId task) {
        ledger.tasks().start(StartTask.of(ALICE, task, Tier.STANDARD));
    }

    private static void startOn(CreditLedger ledger, Tier tier) {
        ledger.tasks().start(StartTask.of(ALICE, TaskSuite.OTHER_TASK, tier));
    }

    private static void estimate(CreditLedger ledger, Credits credits) {
        ledger.tasks()
                .start(StartTask.of(ALICE, TaskSuite.OTHER_TASK, Tier.STANDARD).withEstimate(credits));
    }

    private static void complete(CreditLedger ledger, TaskId task, Duration duration) {
        ledger.tasks().complete(task, duration);
    }

    private static void seconds(CreditLedger ledger, String seconds) {
        ledger.tasks().complete(good(), Output.seconds(new BigDecimal(seconds)));
    }

    private static void startedBefore(CreditLedger ledger, Instant instant) {
        list(ledger, TaskQuery.of(TaskQuery.Kind.RUNNING).startedBefore(instant));
    }

    private static void list(CreditLedger ledger, TaskQuery query) {
        ledger.tasks().list(query);
    }

    private static void share(CreditLedger ledger, String video) {
        ledger.rewards().shareVideo(ALICE, video);
    }

    private static void give(CreditLedger ledger, String name, Recurrence recurrence, String reference) {
        ledger.rewards().give(ALICE, new Reward(name, Credits.of(1), recurrence), reference);
    }
}
