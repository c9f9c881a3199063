package io.creditledger.testkit.contract;

import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.ChargeCredits;
import io.creditledger.Credits;
import io.creditledger.Expiry;
import io.creditledger.GrantCredits;
import io.creditledger.IdempotencyConflictException;
import io.creditledger.IdempotencyKey;
import io.creditledger.Metadata;
import io.creditledger.OpenAccount;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That a key which was used for one request is refused for another, and what the refusal says. */
abstract class ConflictContract extends ContractSuite {
    private static final GrantCredits GRANT = new GrantCredits(
            ALICE,
            Credits.of(100),
            "purchase",
            IdempotencyKey.of("order-1"),
            1,
            Instant.parse("2026-01-01T00:00:00Z"),
            Expiry.at(Instant.parse("2026-12-31T00:00:00Z")),
            "r-1",
            Metadata.of("plan", "pro"));
    private static final ChargeCredits CHARGE =
            new ChargeCredits(ALICE, Credits.of(30), IdempotencyKey.of("task-1"), "r-1", Metadata.of("model", "v1"));

    /** One thing in which a second grant differs, and how the refusal names it. */
    @SuppressWarnings("ImmutableEnumChecker") // what the rows hold has no state
    private enum GrantChange {
        AMOUNT(
                "amount was 100, is now 101",
                grant -> new GrantCredits(
                        grant.account(),
                        Credits.of(101),
                        grant.source(),
                        grant.key(),
                        grant.priority(),
                        grant.effective(),
                        grant.expiry(),
                        grant.reference(),
                        grant.metadata())),
        SOURCE(
                "source was purchase, is now Purchase",
                grant -> new GrantCredits(
                        grant.account(),
                        grant.amount(),
                        "Purchase",
                        grant.key(),
                        grant.priority(),
                        grant.effective(),
                        grant.expiry(),
                        grant.reference(),
                        grant.metadata())),
        PRIORITY("priority was 1, is now -1", grant -> grant.withPriority(-1)),
        EFFECTIVE(
                "effective was 2026-01-01T00:00:00Z, is now 2026-01-01T00:00:00.000001Z",
                grant -> grant.effectiveFrom(Instant.parse("2026-01-01T00:00:00.000001Z"))),
        EXPIRY(
                "expiry was 2026-12-31T00:00:00Z, is now 2026-12-31T00:00:00.000001Z",
                grant -> grant.expiring(expiry("2026-12-31T00:00:00.000001Z"))),
        NEVER("expiry was 2026-12-31T00:00:00Z, is now never", grant -> grant.expiring(Expiry.never())),
        REFERENCE("reference was r-1, is now r-2", grant -> grant.withReference("r-2")),
        METADATA("metadata was ", grant -> grant.withMetadata(Metadata.of("plan", "basic"))),
        NO_METADATA(", is now (none)", grant -> grant.withMetadata(Metadata.none()));

        private final String difference;
        private final UnaryOperator<GrantCredits> change;

        GrantChange(String difference, UnaryOperator<GrantCredits> change) {
            this.difference = difference;
            this.change = change;
        }
    }

    /** One thing in which a second charge differs, and how the refusal names it. */
    @SuppressWarnings("ImmutableEnumChecker") // what the rows hold has no state
    private enum ChargeChange {
        AMOUNT(
                "amount was 30, is now 31",
                new ChargeCredits(ALICE, Credits.of(31), CHARGE.key(), CHARGE.reference(), CHARGE.metadata())),
        REFERENCE("reference was r-1, is now R-1", CHARGE.withReference("R-1")),
        NO_REFERENCE(
                "reference was r-1, is now (none)",
                new ChargeCredits(ALICE, CHARGE.amount(), CHARGE.key(), null, CHARGE.metadata())),
        METADATA("metadata was ", CHARGE.withMetadata(Metadata.of("model", "v2")));

        private final String difference;
        private final ChargeCredits changed;

        ChargeChange(String difference, ChargeCredits changed) {
            this.difference = difference;
            this.changed = changed;
        }
    }

    @BeforeEach
    void makeFirstRequests() {
        open(ALICE);
        ledger.grant(GRANT);
        ledger.charge(CHARGE);
    }

    @EachRow
    void a_grant_with_a_used_key_is_refused_by_what_differs(GrantChange row) {
        assertConflict(() -> ledger.grant(row.change.apply(GRANT)), "order-1", row.difference);
        assertThat(ledger.grant(GRANT)).isReplay();
    }

    @EachRow
    void a_charge_with_a_used_key_is_refused_by_what_differs(ChargeChange row) {
        assertConflict(() -> ledger.charge(row.changed), "task-1", row.difference);
        assertThat(ledger.charge(CHARGE)).isReplay();
    }

    @Test
    void a_charge_under_the_key_of_a_grant_is_refused() {
        assertConflict(() -> charge(ALICE, 100, "order-1"), "order-1", "type was grant, is now charge");
    }

    @Test
    void a_grant_under_the_key_of_a_charge_is_refused() {
        assertConflict(() -> grant(ALICE, 30, "task-1"), "task-1", "type was charge, is now grant");
    }

    @Test
    void the_key_of_the_opening_belongs_to_the_ledger() {
        ChargeCredits disguised = ChargeCredits.of(ALICE, Credits.of(1), OpenAccount.KEY);

        assertConflict(() -> ledger.charge(disguised), "credit:open", "type was open, is now charge");
        assertThatThrownBy(() -> IdempotencyKey.of("credit:open"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("credit:");
    }

    @Test
    void all_that_differs_is_named() {
        assertThatThrownBy(() -> ledger.grant(GRANT.withPriority(2).withReference("r-2")))
                .isInstanceOfSatisfying(
                        IdempotencyConflictException.class,
                        conflict -> assertThat(conflict.differences())
                                .containsExactly("priority was 1, is now 2", "reference was r-1, is now r-2"));
        assertThat(ledger.balance(ALICE)).hasAvailable(70);
    }

    @Test
    void a_conflict_is_told_before_a_lack_of_credits() {
        assertConflict(() -> charge(ALICE, 1_000_000, "task-1"), "task-1", "amount was 30, is now 1000000");
    }

    private void assertConflict(ThrowingCallable request, String key, String difference) {
        StoreContents before = contents();
        assertThatThrownBy(request)
                .isInstanceOfSatisfying(IdempotencyConflictException.class, conflict -> {
                    assertThat(conflict.account()).isEqualTo(ALICE);
                    assertThat(conflict.key()).isEqualTo(new IdempotencyKey(key));
                    assertThat(conflict.differences())
                            .anySatisfy(phrase -> assertThat(phrase).contains(difference));
                })
                .hasMessageContaining(key)
                .hasMessageContaining(difference);
        assertThat(contents()).isEqualTo(before);
    }
}
