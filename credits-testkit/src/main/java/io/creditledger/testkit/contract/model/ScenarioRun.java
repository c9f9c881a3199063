package io.creditledger.testkit.contract.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.Balance;
import io.creditledger.ChargeCredits;
import io.creditledger.CreditLedger;
import io.creditledger.Credits;
import io.creditledger.GrantCredits;
import io.creditledger.IdempotencyKey;
import io.creditledger.KeyedCommand;
import io.creditledger.LedgerTime;
import io.creditledger.OpenAccount;
import io.creditledger.Receipt;
import io.creditledger.Sweep;
import io.creditledger.SweepResult;
import io.creditledger.testkit.SettableClock;
import io.creditledger.testkit.contract.LedgerFixture;
import io.creditledger.testkit.contract.LedgerInvariants;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Plays one scenario against a ledger and its model, and compares all that can be seen of them after every step. */
final class ScenarioRun {
    private static final Instant LAST_MOVE = Instant.parse("2100-01-01T00:00:00Z");

    private final Scenario scenario;
    private final LedgerFixture fixture;
    private final SettableClock clock;
    private final CreditLedger ledger;
    private final LedgerModel model;
    private final LedgerView view;
    private final List<KeyedCommand<?>> sent = new ArrayList<>();
    private final Set<Observation> observations = new LinkedHashSet<>();
    private Instant latest;
    private String moment = "the beginning";

    /** What an account's balance was, and how many entries its journal had then. */
    private record Observation(Balance balance, int entries) {}

    /** Begins with an empty store. */
    ScenarioRun(Scenario scenario, LedgerFixture fixture) {
        fixture.reset();
        this.scenario = scenario;
        this.fixture = fixture;
        this.clock = SettableClock.at(scenario.start());
        this.ledger = fixture.ledger(scenario.policy(), clock);
        this.model = new LedgerModel(scenario.policy());
        this.view = new LedgerView(ledger);
        this.latest = scenario.start();
    }

    /** A ledger that fails where it should answer does not agree with the model either. */
    void play() {
        try {
            playSteps();
        } catch (RuntimeException e) {
            throw new AssertionError("failed at " + moment, e);
        }
    }

    /** The first account is open from the beginning, the others only if a step opens them. */
    private void playSteps() {
        send(new OpenAccount(Scenarios.ALICE));
        int size = scenario.steps().size();
        for (int i = 0; i < size; i++) {
            Step step = scenario.steps().get(i);
            moment = "step " + (i + 1) + " of " + size + ", " + step + ", at " + clock.instant();
            step.perform(this);
            Scenarios.ACCOUNTS.forEach(this::compare);
        }
        moment = "the end of " + size + " steps";
        lookBackAndAhead();
        LedgerInvariants.assertHold(fixture.store());
    }

    Instant now() {
        return LedgerTime.cut(clock.instant());
    }

    IdempotencyKey nextKey() {
        return IdempotencyKey.of("request-" + sent.size());
    }

    Optional<KeyedCommand<?>> earlier(int howLongAgo) {
        return sent.isEmpty() ? Optional.empty() : Optional.of(sent.get(sent.size() - 1 - howLongAgo % sent.size()));
    }

    Optional<Instant> boundary(int which) {
        List<Instant> boundaries = model.boundaries();
        return boundaries.isEmpty() ? Optional.empty() : Optional.of(boundaries.get(which % boundaries.size()));
    }

    Credits availableAnd(AccountId account, int more) {
        long available = model.isOpen(account)
                ? model.balance(account, now()).available().value()
                : 0;
        boolean outOfRange = more < 0 ? available == 0 : available > Long.MAX_VALUE - more;
        return Credits.of(outOfRange ? available : available + more);
    }

    /** Policies count their months from now, and must not come to where time ends. */
    void moveClock(Instant instant) {
        if (instant.isBefore(LAST_MOVE)) {
            clock.set(instant);
            latest = instant.isAfter(latest) ? instant : latest;
        }
    }

    void sendNew(KeyedCommand<?> command) {
        sent.add(command);
        send(command);
    }

    void send(KeyedCommand<?> command) {
        same("receipt of " + command, () -> model.apply(command, now()), () -> execute(command));
    }

    void quote(AccountId account, Credits amount) {
        same("quote", () -> model.quote(account, amount, now()), () -> ledger.quote(account, amount));
    }

    void sweep(int batchSize) {
        List<SweepResult> told = new ArrayList<>();
        Sweep sweep = Sweep.inBatches().of(batchSize).telling(told::add);
        SweepResult expected = model.expire(batchSize, now());
        same("result of the sweep", () -> expected, () -> ledger.expire(sweep));
        assertThat(told.isEmpty() ? new SweepResult(now(), 0, 0, BigInteger.ZERO) : told.get(told.size() - 1))
                .as("last progress of the sweep after %s", moment)
                .isEqualTo(expected);
    }

    private Receipt execute(KeyedCommand<?> command) {
        if (command instanceof GrantCredits grant) {
            return ledger.grant(grant);
        }
        return command instanceof ChargeCredits charge ? ledger.charge(charge) : ledger.open(command.account());
    }

    private void compare(AccountId account) {
        same("balance of " + account, () -> model.balance(account, now()), () -> ledger.balance(account));
        if (model.isOpen(account)) {
            same("grants of " + account, () -> model.grants(account), () -> view.grants(account));
            same("history of " + account, () -> model.history(account), () -> view.history(account));
            observe(account);
        }
    }

    private void observe(AccountId account) {
        observations.add(new Observation(
                model.balance(account, now()), model.history(account).size()));
    }

    private void lookBackAndAhead() {
        clock.set(latest);
        observations.forEach(this::lookBack);
        Instant start = scenario.start();
        Scenarios.ACCOUNTS.stream().filter(model::isOpen).forEach(account -> {
            same(
                    "balance as of the beginning",
                    () -> model.balanceAsOf(account, start),
                    () -> ledger.balanceAsOf(account, start));
            same("grants in pages", () -> model.grants(account), () -> view.grantsInPages(account));
            same("history in pages", () -> model.history(account), () -> view.historyInPages(account));
            model.boundaries().forEach(at -> lookAhead(account, at));
        });
    }

    /** As long as nothing more was recorded up to that instant, looking back shows what was seen then. */
    private void lookBack(Observation observation) {
        Balance seen = observation.balance();
        Balance then = ledger.balanceAsOf(seen.account(), seen.at());
        same("balance as of " + seen.at(), () -> model.balanceAsOf(seen.account(), seen.at()), () -> then);
        if (model.historySize(seen.account(), seen.at()) == observation.entries()) {
            assertThat(then).as("balance as it was seen at %s", seen.at()).isEqualTo(seen);
        }
    }

    private void lookAhead(AccountId account, Instant at) {
        if (!at.isBefore(model.balance(account, now()).at())) {
            same("forecast for " + at, () -> model.forecast(account, at, now()), () -> ledger.forecast(account, at));
        }
    }

    private void same(String what, Supplier<?> expected, Supplier<?> actual) {
        assertThat(Answer.to(actual)).as("%s after %s", what, moment).isEqualTo(Answer.to(expected));
    }
}
