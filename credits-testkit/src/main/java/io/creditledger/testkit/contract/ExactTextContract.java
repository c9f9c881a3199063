package io.creditledger.testkit.contract;

import static io.creditledger.testkit.CreditAssertions.allocation;
import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.ChargeCredits;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.Expiry;
import io.creditledger.Grant;
import io.creditledger.GrantCredits;
import io.creditledger.IdempotencyKey;
import io.creditledger.LedgerTime;
import io.creditledger.Metadata;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** That what is taken is given back exactly: text of every kind, the longest text, the first and the last instant. */
abstract class ExactTextContract extends ContractSuite {
    private static final String EMOJI = "\uD83D\uDE00";

    @EachRow
    void awkward_text_is_given_back_as_it_came(AwkwardText awkward) {
        String text = awkward.text();

        assertIsKept(text, text, text, text, Metadata.of(text, text));
    }

    @Test
    void the_longest_text_is_given_back_as_it_came() {
        assertIsKept(
                "a".repeat(AccountId.MAX_LENGTH),
                "k".repeat(IdempotencyKey.MAX_LENGTH),
                "s".repeat(GrantCredits.MAX_SOURCE_LENGTH),
                "r".repeat(200),
                Metadata.of("n".repeat(Metadata.MAX_NAME_LENGTH), "v".repeat(Metadata.MAX_VALUE_LENGTH)));
    }

    @Test
    void the_longest_text_of_three_bytes_a_character_is_given_back_as_it_came() {
        assertIsKept(
                "\u79ef".repeat(AccountId.MAX_LENGTH),
                "\u79ef".repeat(IdempotencyKey.MAX_LENGTH),
                "\u79ef".repeat(GrantCredits.MAX_SOURCE_LENGTH),
                "\u79ef".repeat(200),
                Metadata.of("\u79ef".repeat(Metadata.MAX_NAME_LENGTH), "\u79ef".repeat(Metadata.MAX_VALUE_LENGTH)));
    }

    @Test
    void the_longest_text_of_four_bytes_a_character_is_given_back_as_it_came() {
        assertIsKept(
                EMOJI.repeat(AccountId.MAX_LENGTH / 2),
                EMOJI.repeat(IdempotencyKey.MAX_LENGTH / 2),
                EMOJI.repeat(GrantCredits.MAX_SOURCE_LENGTH / 2),
                EMOJI.repeat(100),
                Metadata.of(EMOJI.repeat(Metadata.MAX_NAME_LENGTH / 2), EMOJI.repeat(Metadata.MAX_VALUE_LENGTH / 2)));
    }

    @Test
    void as_much_metadata_as_there_may_be_is_given_back_as_it_came() {
        Metadata full = IntStream.range(0, Metadata.MAX_ENTRIES)
                .mapToObj(i -> String.format("%02d", i))
                .reduce(
                        Metadata.none(),
                        (metadata, i) -> metadata.and(
                                i + "\u79ef".repeat(Metadata.MAX_NAME_LENGTH - 2),
                                "\"".repeat(Metadata.MAX_VALUE_LENGTH)),
                        (left, right) -> left);

        assertIsKept("alice", "key", "purchase", "reference", full);
    }

    @Test
    void the_first_and_the_last_instant_are_given_back_as_they_came() {
        open(ALICE);
        GrantCredits longest =
                grantOf(ALICE, 10, "order-1").effectiveFrom(LedgerTime.MIN).expiring(Expiry.at(LedgerTime.MAX));
        GrantCredits latest =
                grantOf(ALICE, 10, "order-2").effectiveFrom(LedgerTime.MAX).expiring(Expiry.never());
        ledger.grant(longest);
        ledger.grant(latest);

        assertThat(current(ALICE, "order-1")).isEffectiveFrom(LedgerTime.MIN).expiresAt(LedgerTime.MAX);
        assertThat(current(ALICE, "order-2")).isEffectiveFrom(LedgerTime.MAX).neverExpires();
        assertThat(journal(ALICE))
                .extracting(Entry::effectiveAt)
                .containsExactly(clock.instant(), LedgerTime.MIN, LedgerTime.MAX);
        assertThat(ledger.balance(ALICE))
                .hasAvailable(10)
                .hasNotYetEffective(10)
                .expiresNext(LedgerTime.MAX, 10);
        assertThat(ledger.grant(longest)).isReplay();
    }

    @Test
    void the_least_and_the_greatest_priority_are_given_back_as_they_came() {
        open(ALICE);
        ledger.grant(grantOf(ALICE, 10, "least").withPriority(Integer.MIN_VALUE));
        ledger.grant(grantOf(ALICE, 10, "greatest").withPriority(Integer.MAX_VALUE));

        assertThat(current(ALICE, "least")).hasPriority(Integer.MIN_VALUE);
        assertThat(current(ALICE, "greatest")).hasPriority(Integer.MAX_VALUE);
    }

    private void assertIsKept(String accountName, String keyName, String source, String reference, Metadata metadata) {
        AccountId account = AccountId.of(accountName);
        open(account);
        GrantCredits request = GrantCredits.of(account, Credits.of(10), source, key(keyName))
                .withReference(reference)
                .withMetadata(metadata);

        Grant granted = ledger.grant(request).grant();

        assertThat(current(account, keyName)).isEqualTo(granted).hasSource(source);
        assertThat(ledger.grant(request)).isReplay();
        assertThat(ledger.balance(account)).hasAvailable(10);
        assertAttached(journal(account).get(1), keyName, reference, metadata);
        assertChargeIsKept(account, keyName, reference, metadata);
    }

    /** The charge goes to another account, whose keys are its own. */
    private void assertChargeIsKept(AccountId account, String keyName, String reference, Metadata metadata) {
        AccountId payer = AccountId.of("the payer");
        open(payer);
        grant(payer, 10, "order-1");
        ChargeCredits request = ChargeCredits.of(payer, Credits.of(4), key(keyName))
                .withReference(reference)
                .withMetadata(metadata);

        ledger.charge(request);

        assertThat(ledger.charge(request)).isReplay();
        assertAttached(journal(payer).get(2), keyName, reference, metadata);
        assertThat(charge(account, 10, "the charge")).isPaidBy(allocation(keyName, 10));
        assertThat(journal(account).get(2).account()).isEqualTo(account);
    }

    private static void assertAttached(Entry entry, String keyName, String reference, Metadata metadata) {
        assertThat(entry.request()).satisfies(request -> {
            assertThat(request.key().value()).isEqualTo(keyName);
            assertThat(request.reference()).isEqualTo(reference);
            assertThat(request.metadata()).isEqualTo(metadata);
        });
    }
}
