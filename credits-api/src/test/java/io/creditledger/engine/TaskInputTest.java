package io.creditledger.engine;

import static io.creditledger.Fixtures.ALICE;
import static io.creditledger.Fixtures.absent;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.creditledger.Output;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TaskInputTest extends StoredTasksSuite {
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
