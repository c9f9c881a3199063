package io.creditledger.engine;

import static io.creditledger.Fixtures.NOON;
import static io.creditledger.Fixtures.TOMORROW;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.Entry;
import io.creditledger.TaskReceipt;
import io.creditledger.TaskStateException;
import io.creditledger.TaskStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tasks that fail or are cancelled. */
class EndingTasksTest extends StoredTasksSuite {
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
                .hasMessage(
                        "task '4711' is COMPLETED; it is not possible to fail it." + " What has ended stays as it is.");
        assertThat(refusal(TaskStateException.class, () -> tasks.cancel(TASK)))
                .hasMessageContaining("not possible to cancel it");
        assertThat(refusal(TaskStateException.class, () -> tasks.fail(OTHER)).status())
                .isEqualTo(TaskStatus.CANCELLED);
    }
}
