package io.creditledger.testkit.contract.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.AccountId;
import io.creditledger.Allocation;
import io.creditledger.Balance;
import io.creditledger.Charge;
import io.creditledger.CreditLedger;
import io.creditledger.CreditLedgerException;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.EntryType;
import io.creditledger.Grant;
import io.creditledger.GrantId;
import io.creditledger.GrantQuery;
import io.creditledger.HistoryQuery;
import io.creditledger.IdempotencyKey;
import io.creditledger.testkit.SettableClock;
import io.creditledger.testkit.contract.LedgerFixture;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A ledger in the middle of a case, seen with the case's own names of grants and charges. */
final class CaseRun {
    private static final AccountId ACCOUNT = AccountId.of("customer");
    private static final String GRANT_PREFIX = "grant:";
    private static final String CHARGE_PREFIX = "charge:";
    private static final int ALL = 1_000;

    private final SettableClock clock;
    private final CreditLedger ledger;
    private final Map<String, Charge> charges = new HashMap<>();

    /** All that can be seen of the account. */
    private record Snapshot(Balance balance, List<Grant> grants, List<Entry> history) {}

    CaseRun(LedgerFixture fixture, Instant start) {
        clock = SettableClock.at(start);
        ledger = fixture.ledger(
                CreditPolicy.builder().signUpCredits(Credits.ZERO).build(), clock);
        ledger.open(ACCOUNT);
    }

    static IdempotencyKey grantKey(String grant) {
        return IdempotencyKey.of(GRANT_PREFIX + grant);
    }

    static IdempotencyKey chargeKey(String charge) {
        return IdempotencyKey.of(CHARGE_PREFIX + charge);
    }

    AccountId account() {
        return ACCOUNT;
    }

    Instant now() {
        return clock.instant();
    }

    void moveClock(Instant at) {
        clock.set(at);
    }

    /** Does what a step asks for; if it must be refused, it must also change nothing. */
    void attempt(Step step, boolean isRejected, Consumer<CreditLedger> request) {
        if (step.at().isBefore(now())) {
            throw new MalformedCaseException(step + " lies in the past, the clock shows " + now());
        }
        moveClock(step.at());
        if (!isRejected) {
            request.accept(ledger);
            return;
        }
        Snapshot before = snapshot();
        assertThatThrownBy(() -> request.accept(ledger))
                .as("refusal of %s", step)
                .isInstanceOf(CreditLedgerException.class);
        assertThat(snapshot()).as("all that there is after %s", step).isEqualTo(before);
    }

    void made(String name, Charge charge) {
        charges.put(name, charge);
    }

    Charge charge(String name) {
        return Objects.requireNonNull(charges.get(name), () -> "there is no charge " + name);
    }

    Map<String, Credits> drawn(String charge) {
        return charge(charge).allocations().stream()
                .collect(Collectors.toMap(allocation -> name(allocation.grant()), Allocation::amount));
    }

    Balance balance() {
        return ledger.balance(ACCOUNT);
    }

    Balance balanceAsOf(Instant at) {
        return ledger.balanceAsOf(ACCOUNT, at);
    }

    Credits spendable(String grant) {
        return spendable(grant(grant));
    }

    boolean isActive(String name) {
        Grant grant = grant(name);
        return !grant.isPendingAt(now()) && !grant.expiry().hasPassedAt(now());
    }

    /** Returns the name, once it is sure that there is such a grant. */
    String existing(String grant) {
        return name(grant(grant).id());
    }

    /** Sweeps, and returns what has ever expired. A sweep records; it takes nothing that was still there. */
    Map<String, Credits> expired() {
        Balance before = balance();
        ledger.expire();
        assertThat(balance()).as("balance after the sweep").isEqualTo(before);
        return history(HistoryQuery.all().ofType(EntryType.EXPIRE)).stream()
                .collect(Collectors.toMap(
                        entry -> name(Objects.requireNonNull(entry.grant())),
                        entry -> Credits.of(-entry.amount()),
                        Credits::plus));
    }

    void assertGrantsSumToBalance() {
        Credits sum = grants().stream().map(this::spendable).reduce(Credits.ZERO, Credits::plus);
        assertThat(sum)
                .as("left of all grants at %s", now())
                .isEqualTo(balance().available());
    }

    private Credits spendable(Grant grant) {
        return grant.isUsableAt(now()) ? grant.remaining() : Credits.ZERO;
    }

    private Grant grant(String name) {
        GrantId id = GrantId.madeBy(grantKey(name));
        return grants().stream()
                .filter(grant -> grant.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no grant " + name));
    }

    private Snapshot snapshot() {
        return new Snapshot(balance(), grants(), history(HistoryQuery.all()));
    }

    private List<Grant> grants() {
        return ledger.grants(ACCOUNT, GrantQuery.all().limit(ALL)).items();
    }

    private List<Entry> history(HistoryQuery query) {
        return ledger.history(ACCOUNT, query.limit(ALL)).items();
    }

    private static String name(GrantId grant) {
        return grant.value().substring(GRANT_PREFIX.length());
    }
}
