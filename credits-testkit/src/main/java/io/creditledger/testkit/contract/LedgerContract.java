package io.creditledger.testkit.contract;

import org.junit.jupiter.api.Nested;

/**
 * Everything that a ledger promises, whatever store it stands on.
 *
 * <pre>{@code
 * @LedgerUnderTest(PostgresFixture.class)
 * class PostgresLedgerTest extends LedgerContract {}
 * }</pre>
 */
public abstract class LedgerContract {
    /** What opening an account promises. */
    @Nested
    public class Opening extends OpeningContract {}

    /** What granting credits promises. */
    @Nested
    public class Granting extends GrantingContract {}

    /** What charging promises, whichever grants pay. */
    @Nested
    public class Charging extends ChargingContract {}

    /** Which grant pays first. */
    @Nested
    public class Consumption extends ConsumptionContract {}

    /** From when to when credits are usable. */
    @Nested
    public class Expiring extends ExpiringContract {}

    /** When granted credits expire by the policy. */
    @Nested
    public class Calendar extends CalendarContract {}

    /** What the ledger makes of its clock. */
    @Nested
    public class Clock extends ClockContract {}

    /** What an account has now. */
    @Nested
    public class CurrentBalance extends BalanceContract {}

    /** What an account had in the past, and what it will have. */
    @Nested
    public class BalanceInTime extends BalanceInTimeContract {}

    /** What a quote tells of the charge that would follow. */
    @Nested
    public class Quoting extends QuotingContract {}

    /** That what is asked for twice happens once. */
    @Nested
    public class Idempotency extends IdempotencyContract {}

    /** That a key which was used for one request is refused for another. */
    @Nested
    public class Conflicts extends ConflictContract {}

    /** That what is refused has changed nothing, and says why. */
    @Nested
    public class Refusals extends RefusalContract {}

    /** How an account's journal is listed. */
    @Nested
    public class History extends HistoryContract {}

    /** How an account's grants are listed. */
    @Nested
    public class GrantList extends GrantListContract {}

    /** What the sweep promises. */
    @Nested
    public class Sweeping extends SweepingContract {}

    /** What holds when several threads or nodes do something at once. */
    @Nested
    public class Races extends RaceContract {}

    /** That any input is either kept exactly or refused at once. */
    @Nested
    public class BadInput extends BadInputContract {}

    /** That text is given back exactly. */
    @Nested
    public class ExactText extends ExactTextContract {}

    /** That names which only look alike are different. */
    @Nested
    public class Distinctness extends DistinctNamesContract {}

    /** What starting a task promises. */
    @Nested
    public class StartingTasks extends StartingTasksContract {}

    /** What a completed task costs. */
    @Nested
    public class TaskPricing extends TaskPricingContract {}

    /** What ending a task promises: it is charged once if it is completed, and never if it is not. */
    @Nested
    public class CompletingTasks extends CompletingTasksContract {}

    /** That a task which was paid for before it came into the ledger is not charged. */
    @Nested
    public class PrepaidTasks extends PrepaidTasksContract {}

    /** What becomes of the part of a price that no grant can pay. */
    @Nested
    public class Shortfalls extends ShortfallContract {}

    /** How debt is repaid. */
    @Nested
    public class Debt extends DebtContract {}

    /** How a task is charged that could not be paid when it was completed. */
    @Nested
    public class Settling extends SettlingContract {}

    /** How tasks are found. */
    @Nested
    public class TaskList extends TaskListContract {}

    /** Whether an account can afford a task. */
    @Nested
    public class Affording extends AffordabilityContract {}

    /** What rewards promise. */
    @Nested
    public class Rewards extends RewardContract {}

    /** When a reward that recurs by the calendar is given again. */
    @Nested
    public class RewardCalendar extends RewardCalendarContract {}

    /** What holds when several nodes move a task or ask for a reward at once. */
    @Nested
    public class RewardAndTaskRaces extends RewardAndTaskRaceContract {}

    /** That names of tasks, tiers and rewarded things are kept exactly, or refused. */
    @Nested
    public class TaskInput extends TaskInputContract {}
}
