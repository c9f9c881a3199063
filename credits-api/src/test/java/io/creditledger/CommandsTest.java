package io.creditledger;

import static io.creditledger.Fixtures.ALICE;
import static io.creditledger.Fixtures.NOON;
import static io.creditledger.Fixtures.TOMORROW;
import static io.creditledger.Fixtures.absent;
import static io.creditledger.Fixtures.chargeCredits;
import static io.creditledger.Fixtures.grantCredits;
import static io.creditledger.Fixtures.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    private static final Metadata METADATA = Metadata.of("order", "815");

    @Test
    void a_plain_grant_is_usable_at_once_and_expires_when_the_policy_says() {
        assertThat(grantCredits(500, "order:815"))
                .isEqualTo(new GrantCredits(
                        ALICE, Credits.of(500), "purchase", key("order:815"), 0, null, null, null, Metadata.none()));
    }

    @Test
    void a_grant_says_all_that_it_is_told() {
        assertThat(grantCredits(500, "order:815")
                        .withPriority(-3)
                        .effectiveFrom(NOON)
                        .expiring(Expiry.at(TOMORROW))
                        .withReference("invoice 1")
                        .withMetadata(METADATA))
                .isEqualTo(new GrantCredits(
                        ALICE,
                        Credits.of(500),
                        "purchase",
                        key("order:815"),
                        -3,
                        NOON,
                        Expiry.at(TOMORROW),
                        "invoice 1",
                        METADATA));
    }

    @Test
    void a_grant_of_nothing_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grantCredits(0, "order:815"))
                .withMessage("a grant must be of at least 1 credit, but was of 0");
    }

    @Test
    void a_grant_expires_after_it_becomes_effective() {
        GrantCredits fromNoon = grantCredits(500, "order:815").effectiveFrom(NOON);

        assertThat(fromNoon.expiring(Expiry.at(NOON.plusNanos(1000))).effective())
                .isEqualTo(NOON);
        assertThat(fromNoon.expiring(Expiry.never()).effective()).isEqualTo(NOON);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fromNoon.expiring(Expiry.at(NOON)))
                .withMessage("a grant must expire after it becomes effective,"
                        + " but expires at 2026-01-15T12:00:00Z and is effective from 2026-01-15T12:00:00Z");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        grantCredits(500, "order:815").expiring(Expiry.at(NOON)).effectiveFrom(TOMORROW));
    }

    @Test
    void an_effective_instant_that_cannot_be_stored_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grantCredits(500, "order:815").effectiveFrom(Instant.MAX))
                .withMessageStartingWith("effective must lie between");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\0b", "\uD83D"})
    void texts_that_cannot_be_stored_are_refused_by_name(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GrantCredits.of(ALICE, Credits.of(1), text, key("order:815")))
                .withMessageStartingWith("source must ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grantCredits(1, "order:815").withReference(text))
                .withMessageStartingWith("reference must ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chargeCredits(1, "task:1").withReference(text))
                .withMessageStartingWith("reference must ");
    }

    @Test
    void texts_have_their_greatest_lengths() {
        assertThat(GrantCredits.of(ALICE, Credits.of(1), "s".repeat(64), key("k"))
                        .withReference("r".repeat(200))
                        .source())
                .hasSize(64);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GrantCredits.of(ALICE, Credits.of(1), "s".repeat(65), key("k")))
                .withMessage("source must be at most 64 characters (UTF-16 code units) long, but had 65");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chargeCredits(1, "k").withReference("r".repeat(201)))
                .withMessage("reference must be at most 200 characters (UTF-16 code units) long, but had 201");
    }

    @Test
    void a_charge_says_all_that_it_is_told() {
        assertThat(chargeCredits(0, "task:1").withReference("video 1").withMetadata(METADATA))
                .isEqualTo(new ChargeCredits(ALICE, Credits.ZERO, key("task:1"), "video 1", METADATA));
        assertThat(chargeCredits(50, "task:1"))
                .isEqualTo(new ChargeCredits(ALICE, Credits.of(50), key("task:1"), null, Metadata.none()));
    }

    @Test
    void a_sweep_of_an_account_records_at_least_one_grant() {
        assertThat(new ExpireGrants(ALICE, 1).limit()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExpireGrants(ALICE, 0))
                .withMessage("limit must be at least 1, but was 0");
    }

    @Test
    void each_command_names_the_type_of_its_receipt() {
        assertThat(new OpenAccount(ALICE).receiptType()).isEqualTo(OpenReceipt.class);
        assertThat(grantCredits(1, "k").receiptType()).isEqualTo(GrantReceipt.class);
        assertThat(chargeCredits(1, "k").receiptType()).isEqualTo(ChargeReceipt.class);
        assertThat(new ExpireGrants(ALICE, 1).receiptType()).isEqualTo(ExpireReceipt.class);
    }

    @Test
    void every_opening_has_the_same_key_which_no_host_can_use() {
        assertThat(new OpenAccount(ALICE).key().value()).startsWith(IdempotencyKey.RESERVED_PREFIX);
    }

    @Test
    void nulls_are_refused_by_name() {
        Credits one = Credits.of(1);

        assertThatNullPointerException()
                .isThrownBy(() -> new OpenAccount(absent()))
                .withMessage("account");
        assertThatNullPointerException()
                .isThrownBy(() -> ChargeCredits.of(absent(), one, key("k")))
                .withMessage("account");
        assertThatNullPointerException()
                .isThrownBy(() -> ChargeCredits.of(ALICE, absent(), key("k")))
                .withMessage("amount");
        assertThatNullPointerException()
                .isThrownBy(() -> ChargeCredits.of(ALICE, one, absent()))
                .withMessage("key");
        assertThatNullPointerException()
                .isThrownBy(() -> chargeCredits(1, "k").withReference(absent()))
                .withMessage("newReference");
        assertThatNullPointerException()
                .isThrownBy(() -> chargeCredits(1, "k").withMetadata(absent()))
                .withMessage("metadata");
        assertThatNullPointerException()
                .isThrownBy(() -> GrantCredits.of(ALICE, one, absent(), key("k")))
                .withMessage("source");
        assertThatNullPointerException()
                .isThrownBy(() -> grantCredits(1, "k").withReference(absent()))
                .withMessage("newReference");
        assertThatNullPointerException()
                .isThrownBy(() -> grantCredits(1, "k").effectiveFrom(absent()))
                .withMessage("instant");
        assertThatNullPointerException()
                .isThrownBy(() -> grantCredits(1, "k").expiring(absent()))
                .withMessage("newExpiry");
        assertThatNullPointerException()
                .isThrownBy(() -> new ExpireGrants(absent(), 1))
                .withMessage("account");
    }
}
