package io.creditledger.engine;

import static io.creditledger.Fixtures.ALICE;
import static io.creditledger.Fixtures.NOON;
import static io.creditledger.Fixtures.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.creditledger.CreditPolicy;
import io.creditledger.CreditPolicyBuilder;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.GrantCredits;
import io.creditledger.HistoryQuery;
import io.creditledger.Shortfall;
import io.creditledger.StartTask;
import io.creditledger.TaskCharge;
import io.creditledger.TaskId;
import io.creditledger.TaskPage;
import io.creditledger.TaskQuery;
import io.creditledger.TaskReceipt;
import io.creditledger.Tasks;
import io.creditledger.Tier;
import io.creditledger.spi.CreditStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;

/** What tests of tasks begin with: an open account without credits, and the tasks of ledgers over one store. */
abstract class StoredTasksSuite {
    static final TaskId TASK = TaskId.of("4711");
    static final TaskId OTHER = TaskId.of("4712");
    static final Duration FIVE_SECONDS = Duration.ofSeconds(5);
    static final StartTask PRO = StartTask.of(ALICE, TASK, Tier.PRO);
    static final StartTask STANDARD = StartTask.of(ALICE, OTHER, Tier.STANDARD);

    final JournalStore store = new JournalStore();
    Instant now = NOON;
    final StoredLedger ledger = ledger(store, policy -> policy);
    final Tasks tasks = ledger.tasks();
    final Tasks strict = tasks(policy -> policy.taskShortfall(Shortfall.REJECT));

    Tasks tasks(UnaryOperator<CreditPolicyBuilder> change) {
        return ledger(store, change).tasks();
    }

    StoredLedger ledger(CreditStore where, UnaryOperator<CreditPolicyBuilder> change) {
        CreditPolicyBuilder policy = CreditPolicy.builder().signUpCredits(Credits.ZERO);
        return new StoredLedger(where, change.apply(policy).build(), () -> now);
    }

    void grant(long credits, String key) {
        ledger.grant(GrantCredits.of(ALICE, Credits.of(credits), "purchase", key(key)));
    }

    List<Entry> journal() {
        return ledger.history(ALICE, HistoryQuery.all()).items();
    }

    static TaskCharge charge(TaskReceipt receipt) {
        return Optional.ofNullable(receipt.task().charge()).orElseThrow();
    }

    static TaskCharge charged(long calculated, long deducted, long forgiven, long owed) {
        return new TaskCharge(
                Credits.of(calculated), Credits.of(deducted), Credits.of(forgiven), Credits.of(owed), NOON);
    }

    /** Does what is refused, and sees that neither the journal nor the task has changed. */
    <E extends RuntimeException> E refusal(Class<E> type, Runnable refused) {
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
}
