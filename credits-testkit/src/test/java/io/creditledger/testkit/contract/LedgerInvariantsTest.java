package io.creditledger.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.AccountId;
import io.creditledger.CreditLedger;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.Expiry;
import io.creditledger.GrantCredits;
import io.creditledger.IdempotencyKey;
import io.creditledger.StartTask;
import io.creditledger.TaskId;
import io.creditledger.Tier;
import io.creditledger.engine.StoredLedger;
import io.creditledger.testkit.InMemoryStore;
import io.creditledger.testkit.SettableClock;
import io.creditledger.testkit.contract.StoreContents.AccountContents;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerInvariantsTest {
    private static final AccountId ALICE = AccountId.of("alice");
    private static final Instant FEBRUARY = Instant.parse("2026-02-01T00:00:00Z");

    private final InMemoryStore store = new InMemoryStore();
    private final SettableClock clock = SettableClock.at("2026-01-15T10:00:00Z");
    private final CreditLedger ledger = new StoredLedger(
            store, CreditPolicy.builder().signUpCredits(Credits.ZERO).build(), clock);

    @BeforeEach
    void liveTruly() {
        ledger.open(ALICE);
        ledger.grant(grant("a", 10).expiring(Expiry.at(FEBRUARY.minusSeconds(1))));
        ledger.grant(grant("b", 20).expiring(Expiry.at(FEBRUARY)));
        clock.set("2026-01-16T10:00:00Z");
        ledger.charge(ALICE, Credits.of(15), IdempotencyKey.of("task-1"));
        clock.set(FEBRUARY);
        ledger.expire();
        ledger.grant(grant("c", 5));
        ledger.charge(ALICE, Credits.of(2), IdempotencyKey.of("task-2"));
        ledger.tasks().start(StartTask.of(ALICE, TaskId.of("t"), Tier.STANDARD));
        ledger.tasks().start(StartTask.of(ALICE, TaskId.of("u"), Tier.STANDARD));
        ledger.tasks().complete(TaskId.of("t"), Duration.ofSeconds(1));
        ledger.grant(grant("d", 10));
    }

    private static GrantCredits grant(String key, long credits) {
        return GrantCredits.of(ALICE, Credits.of(credits), "purchase", IdempotencyKey.of(key));
    }

    @Test
    void a_true_store_is_not_complained_about() {
        FrozenStore same = new FrozenStore(AccountContents.of(store, ALICE));

        assertThat(same.contents().journal()).hasSize(12);
        assertThatCode(() -> LedgerInvariants.assertHold(store)).doesNotThrowAnyException();
        assertThatCode(() -> LedgerInvariants.assertHold(same)).doesNotThrowAnyException();
        assertThatCode(() -> LedgerInvariants.assertHold(same, ALICE)).doesNotThrowAnyException();
    }

    @EachRow
    void whatever_is_wrong_with_a_store_is_found(Violation violation) {
        FrozenStore spoiled = new FrozenStore(violation.spoil(AccountContents.of(store, ALICE)));

        assertThatThrownBy(() -> LedgerInvariants.assertHold(spoiled))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(violation.finding());
    }

    @Test
    void an_account_that_is_not_there_is_found() {
        assertThatThrownBy(() -> LedgerInvariants.assertHold(store, AccountId.of("bob")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("bob");
    }

    @Test
    void every_account_is_audited() {
        for (int i = 0; i < 3; i++) {
            ledger.open(AccountId.of("account-" + i));
        }

        assertThat(StoreContents.of(store).accounts())
                .extracting(contents -> contents.row().id().value())
                .containsExactly("account-0", "account-1", "account-2", "alice");
    }
}
