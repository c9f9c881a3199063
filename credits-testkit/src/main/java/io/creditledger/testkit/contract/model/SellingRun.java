package io.creditledger.testkit.contract.model;

import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.CreditLedger;
import io.creditledger.CreditLedgerException;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.GrantCredits;
import io.creditledger.IdempotencyKey;
import io.creditledger.Shortfall;
import io.creditledger.Task;
import io.creditledger.TaskCharge;
import io.creditledger.TaskQuery;
import io.creditledger.testkit.SettableClock;
import io.creditledger.testkit.contract.LedgerFixture;
import io.creditledger.testkit.contract.LedgerInvariants;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Plays one sequence of sales against a ledger and its model, and compares them after every step. */
final class SellingRun {
    static final AccountId ALICE = AccountId.of("alice");
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final SellingScenario scenario;
    private final LedgerFixture fixture;
    private final SettableClock clock = SettableClock.at("2026-01-15T10:00:00.000001Z");
    private final SellingModel model;
    private Shortfall shortfall;
    private CreditLedger ledger;
    private String moment = "the beginning";
    private int grants;

    /** Begins with an empty store. */
    SellingRun(SellingScenario scenario, LedgerFixture fixture) {
        fixture.reset();
        this.scenario = scenario;
        this.fixture = fixture;
        this.model = new SellingModel(scenario.prices());
        this.shortfall = scenario.shortfall();
        this.ledger = ledgerUnder(shortfall);
    }

    /** A ledger that fails where it should answer does not agree with the model either. */
    void play() {
        try {
            playSteps();
        } catch (RuntimeException e) {
            throw new AssertionError("failed at " + moment, e);
        }
    }

    private void playSteps() {
        ledger.open(ALICE);
        int size = scenario.steps().size();
        for (int i = 0; i < size; i++) {
            SellingStep step = scenario.steps().get(i);
            moment = "step " + (i + 1) + " of " + size + ", " + step + ", at " + clock.instant();
            step.perform(this);
            compare();
        }
        LedgerInvariants.assertHold(fixture.store());
    }

    SellingModel model() {
        return model;
    }

    CreditLedger ledger() {
        return ledger;
    }

    Shortfall shortfall() {
        return shortfall;
    }

    Instant now() {
        return clock.instant();
    }

    void pass(Duration duration) {
        clock.advance(duration);
    }

    void goOnUnder(Shortfall rule) {
        shortfall = rule;
        ledger = ledgerUnder(rule);
    }

    void grant(long amount) {
        IdempotencyKey key = IdempotencyKey.of("grant-" + grants++);
        model.grant(amount);
        ledger.grant(GrantCredits.of(ALICE, Credits.of(amount), "purchase", key));
    }

    void same(Supplier<?> expected, Supplier<?> actual) {
        assertThat(answer(actual)).as("answer after %s", moment).isEqualTo(answer(expected));
    }

    private CreditLedger ledgerUnder(Shortfall rule) {
        CreditPolicy policy = CreditPolicy.builder()
                .signUpCredits(Credits.ZERO)
                .zone(ZONE)
                .rateCards(scenario.prices().cards())
                .taskShortfall(rule)
                .build();
        return fixture.ledger(policy, clock);
    }

    /** What was answered, or how it was refused. */
    private static Object answer(Supplier<?> question) {
        try {
            return question.get();
        } catch (CreditLedgerException refusal) {
            return refusal.getClass();
        }
    }

    private void compare() {
        assertThat(ledger.balance(ALICE))
                .as("after %s", moment)
                .hasAvailable(model.available())
                .hasDebt(model.debt());
        List<Task> found = list(TaskQuery.Kind.ANY);
        assertThat(found).as("tasks after %s", moment).isEqualTo(model.tasks());
        assertThat(list(TaskQuery.Kind.UNCHARGED))
                .as("uncharged tasks after %s", moment)
                .isEqualTo(model.tasks().stream().filter(Task::isUncharged).toList());
        assertNothingIsLost(list(TaskQuery.Kind.CHARGED));
    }

    private List<Task> list(TaskQuery.Kind kind) {
        return ledger.tasks().list(TaskQuery.of(kind).of(ALICE)).tasks();
    }

    private void assertNothingIsLost(List<Task> charged) {
        List<TaskCharge> charges = charged.stream()
                .map(task -> Objects.requireNonNull(task.charge()))
                .toList();
        Credits calculated = charges.stream().map(TaskCharge::calculated).reduce(Credits.ZERO, Credits::plus);
        Credits settled = charges.stream()
                .map(charge -> charge.deducted().plus(charge.forgiven()).plus(charge.owed()))
                .reduce(Credits.ZERO, Credits::plus);
        assertThat(settled).as("deducted, forgiven and owed after %s", moment).isEqualTo(calculated);
    }
}
