package io.creditledger.testkit.contract.model;

import io.creditledger.AccountId;
import io.creditledger.ChargeCredits;
import io.creditledger.Credits;
import io.creditledger.Expiry;
import io.creditledger.GrantCredits;
import io.creditledger.IdempotencyKey;
import io.creditledger.KeyedCommand;
import io.creditledger.Metadata;
import io.creditledger.OpenAccount;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One step of a sequence. Steps are values that know nothing of each other, so that a failing sequence can be shortened
 * by leaving steps out; what a step means in detail depends on where the sequence has come to.
 */
sealed interface Step {
    /** What a request bears that has something attached; the last character is outside of the basic plane. */
    String REFERENCE = "invoice 2026-08/15 \uD83C\uDFAC";

    /** Does the step in the ledger and in its model. */
    void perform(ScenarioRun run);

    /** Opens an account. */
    record Open(AccountId account) implements Step {
        @Override
        public void perform(ScenarioRun run) {
            run.send(new OpenAccount(account));
        }
    }

    /** Grants credits under a new key. */
    record Grant(AccountId account, long amount, int priority, When effective, When expiry, boolean isAnnotated)
            implements Step {
        @Override
        public void perform(ScenarioRun run) {
            run.sendNew(request(run.nextKey(), run.now()));
        }

        private GrantCredits request(IdempotencyKey key, Instant now) {
            GrantCredits request = GrantCredits.of(account, Credits.of(amount), "purchase", key)
                    .withPriority(priority);
            Instant earliestEnd = Instant.MIN;
            if (effective instanceof When.After after) {
                Instant begin = now.plus(after.fromNow());
                earliestEnd = begin.plus(1, ChronoUnit.MICROS);
                request = request.effectiveFrom(begin);
            }
            if (expiry instanceof When.After after) {
                Instant end = now.plus(after.fromNow());
                request = request.expiring(Expiry.at(end.isBefore(earliestEnd) ? earliestEnd : end));
            } else if (expiry instanceof When.Never) {
                request = request.expiring(Expiry.never());
            }
            return isAnnotated
                    ? request.withReference(REFERENCE).withMetadata(Metadata.of("order", REFERENCE))
                    : request;
        }
    }

    /** Charges an amount under a new key. */
    record Charge(AccountId account, long amount, boolean isAnnotated) implements Step {
        @Override
        public void perform(ScenarioRun run) {
            ChargeCredits request = ChargeCredits.of(account, Credits.of(amount), run.nextKey());
            run.sendNew(
                    isAnnotated
                            ? request.withReference(REFERENCE).withMetadata(Metadata.of("task", REFERENCE))
                            : request);
        }
    }

    /** Charges, under a new key, what is available, or a little less or more. */
    record ChargeAll(AccountId account, int more) implements Step {
        @Override
        public void perform(ScenarioRun run) {
            run.sendNew(ChargeCredits.of(account, run.availableAnd(account, more), run.nextKey()));
        }
    }

    /** Asks what a charge would take. */
    record Quote(AccountId account, long amount) implements Step {
        @Override
        public void perform(ScenarioRun run) {
            run.quote(account, Credits.of(amount));
        }
    }

    /** Records what has expired. */
    record Sweep(int batchSize) implements Step {
        @Override
        public void perform(ScenarioRun run) {
            run.sweep(batchSize);
        }
    }

    /** Sends an earlier request once more; 0 is the latest one. */
    record Repeat(int howLongAgo) implements Step {
        @Override
        public void perform(ScenarioRun run) {
            run.earlier(howLongAgo).ifPresent(run::send);
        }
    }

    /** Sends another request under the key of an earlier one; 0 is the latest one. */
    record Contradict(int howLongAgo, Change change) implements Step {
        @Override
        public void perform(ScenarioRun run) {
            run.earlier(howLongAgo).map(change::of).ifPresent(run::send);
        }
    }

    /** Sends an earlier request to an account, which may be another one, under the same key; 0 is the latest one. */
    record Redirect(int howLongAgo, AccountId account) implements Step {
        @Override
        public void perform(ScenarioRun run) {
            run.earlier(howLongAgo).map(this::redirected).ifPresent(run::send);
        }

        private KeyedCommand<?> redirected(KeyedCommand<?> command) {
            if (command instanceof GrantCredits to) {
                return new GrantCredits(
                        account,
                        to.amount(),
                        to.source(),
                        to.key(),
                        to.priority(),
                        to.effective(),
                        to.expiry(),
                        to.reference(),
                        to.metadata());
            }
            ChargeCredits to = (ChargeCredits) command;
            return new ChargeCredits(account, to.amount(), to.key(), to.reference(), to.metadata());
        }
    }

    /** Moves the clock, forward or back. */
    record Move(Duration by) implements Step {
        @Override
        public void perform(ScenarioRun run) {
            run.moveClock(run.now().plus(by));
        }
    }

    /** Moves the clock to an instant at which a grant begins or ends to be usable, or just beside it. */
    record MoveToBoundary(int which, int microsecondsBeside) implements Step {
        @Override
        public void perform(ScenarioRun run) {
            run.boundary(which).ifPresent(at -> run.moveClock(at.plus(microsecondsBeside, ChronoUnit.MICROS)));
        }
    }
}
