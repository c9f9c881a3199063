package io.creditledger.testkit.contract;

import io.creditledger.AccountId;
import io.creditledger.CreditLedger;
import io.creditledger.CreditPolicyBuilder;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.Output;
import io.creditledger.Shortfall;
import io.creditledger.StartTask;
import io.creditledger.Task;
import io.creditledger.TaskId;
import io.creditledger.TaskPage;
import io.creditledger.TaskQuery;
import io.creditledger.TaskReceipt;
import io.creditledger.Tier;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;

/** What suites about tasks begin with: an open account without credits. */
abstract class TaskSuite extends ContractSuite {
    static final TaskId TASK = TaskId.of("task-1");
    static final TaskId OTHER_TASK = TaskId.of("task-2");

    @BeforeEach
    void openAccount() {
        open(ALICE);
    }

    /** A node over the same store with another policy. */
    CreditLedger nodeWith(UnaryOperator<CreditPolicyBuilder> change) {
        return fixture.ledger(change.apply(POLICY.toBuilder()).build(), clock);
    }

    /** From here on, what a task's price lacks is treated like that. */
    void ruleTasks(Shortfall shortfall) {
        ledger = nodeWith(policy -> policy.taskShortfall(shortfall));
    }

    TaskReceipt start(TaskId task) {
        return ledger.tasks().start(startOf(task));
    }

    TaskReceipt complete(TaskId task, String seconds) {
        return ledger.tasks().complete(task, seconds(seconds));
    }

    /** Starts a task and completes it after so many seconds on the standard tier, ten credits each. */
    TaskReceipt startAndComplete(TaskId task, String seconds) {
        start(task);
        return complete(task, seconds);
    }

    Task find(TaskId task) {
        return ledger.tasks().find(task);
    }

    /** The only page of what is asked for. */
    List<Task> list(TaskQuery query) {
        TaskPage page = ledger.tasks().list(query);
        if (page.next().isPresent()) {
            throw new AssertionError("more than one page of " + query);
        }
        return page.tasks();
    }

    /** The type and the amount of each line of an account's last transaction. */
    List<Tuple> lastLines(AccountId account) {
        List<Entry> journal = journal(account);
        long last = journal.get(journal.size() - 1).seq();
        return journal.stream()
                .filter(entry -> entry.seq() == last)
                .map(entry -> Tuple.tuple(entry.type(), entry.amount()))
                .toList();
    }

    static StartTask startOf(TaskId task) {
        return StartTask.of(ALICE, task, Tier.STANDARD);
    }

    static StartTask estimated(String task, long credits) {
        return startOf(TaskId.of(task)).withEstimate(Credits.of(credits));
    }

    static Output seconds(String seconds) {
        return Output.seconds(new BigDecimal(seconds));
    }
}
