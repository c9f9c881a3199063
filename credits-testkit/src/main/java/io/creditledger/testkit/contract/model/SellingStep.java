package io.creditledger.testkit.contract.model;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.Shortfall;
import io.creditledger.StartTask;
import io.creditledger.TaskId;
import io.creditledger.TaskStatus;
import io.creditledger.Tier;
import java.time.Duration;
import java.time.LocalDate;

/** One step of a sequence of sales. Tasks are few, so that what is done to one meets what was done to it before. */
sealed interface SellingStep {
    /** Does the step in the ledger and in its model. */
    void perform(SellingRun run);

    /** The task of a number. */
    static TaskId task(int number) {
        return TaskId.of("task-" + number);
    }

    /** Starts a task; 0: without an estimate. */
    record Start(int number, Tier tier, int estimate, boolean isPrepaid) implements SellingStep {
        @Override
        public void perform(SellingRun run) {
            StartTask request = StartTask.of(SellingRun.ALICE, task(number), tier);
            StartTask estimated = estimate == 0 ? request : request.withEstimate(Credits.of(estimate));
            StartTask whole = isPrepaid ? estimated.prepaid() : estimated;
            run.same(
                    () -> run.model().start(whole, run.now()),
                    () -> run.ledger().tasks().start(whole));
        }
    }

    /** Delivers the completion of a task. */
    record Complete(int number, Duration output) implements SellingStep {
        @Override
        public void perform(SellingRun run) {
            run.same(
                    () -> run.model().complete(task(number), output, run.shortfall(), run.now()),
                    () -> run.ledger().tasks().complete(task(number), output));
        }
    }

    /** Ends a task without a result. */
    record End(int number, boolean isFailure) implements SellingStep {
        @Override
        public void perform(SellingRun run) {
            TaskStatus status = isFailure ? TaskStatus.FAILED : TaskStatus.CANCELLED;
            run.same(
                    () -> run.model().end(task(number), status, run.now()),
                    () -> isFailure
                            ? run.ledger().tasks().fail(task(number))
                            : run.ledger().tasks().cancel(task(number)));
        }
    }

    /** Settles a task. */
    record Settle(int number) implements SellingStep {
        @Override
        public void perform(SellingRun run) {
            run.same(
                    () -> run.model().settle(task(number), run.shortfall(), run.now()),
                    () -> run.ledger().tasks().settle(task(number)));
        }
    }

    /** Settles all tasks that can be paid. */
    record SettleAll() implements SellingStep {
        @Override
        public void perform(SellingRun run) {
            run.same(
                    () -> run.model().settleAll(run.shortfall(), run.now()),
                    () -> run.ledger().tasks().settleAll(SellingRun.ALICE));
        }
    }

    /** Grants credits. */
    record Grant(long amount) implements SellingStep {
        @Override
        public void perform(SellingRun run) {
            run.grant(amount);
        }
    }

    /** Rewards the sharing of a video. */
    record ShareVideo(int video) implements SellingStep {
        @Override
        public void perform(SellingRun run) {
            run.same(
                    () -> run.model().reward("video " + video, 10),
                    () -> run.ledger()
                            .rewards()
                            .shareVideo(SellingRun.ALICE, "video-" + video)
                            .isNew());
        }
    }

    /** Rewards an invitation. */
    record Invite(int invitee) implements SellingStep {
        @Override
        public void perform(SellingRun run) {
            AccountId invited = AccountId.of("friend-" + invitee);
            run.same(
                    () -> run.model().reward("friend " + invitee, 100),
                    () -> run.ledger()
                            .rewards()
                            .invite(SellingRun.ALICE, invited)
                            .isNew());
        }
    }

    /** Rewards a sign-in. */
    record SignIn() implements SellingStep {
        @Override
        public void perform(SellingRun run) {
            run.same(
                    () -> run.model().reward("date " + LocalDate.ofInstant(run.now(), SellingRun.ZONE), 10),
                    () -> run.ledger().rewards().dailySignIn(SellingRun.ALICE).isNew());
        }
    }

    /** Goes on under a policy with another rule for shortfalls. */
    record Rule(Shortfall shortfall) implements SellingStep {
        @Override
        public void perform(SellingRun run) {
            run.goOnUnder(shortfall);
        }
    }

    /** Lets time pass. */
    record Wait(Duration duration) implements SellingStep {
        @Override
        public void perform(SellingRun run) {
            run.pass(duration);
        }
    }
}
