package io.creditledger.engine;

import static io.creditledger.Fixtures.ALICE;
import static io.creditledger.Fixtures.BOB;
import static io.creditledger.Fixtures.NOON;
import static io.creditledger.Fixtures.TOMORROW;
import static io.creditledger.Fixtures.chargeCredits;
import static io.creditledger.Fixtures.grantCredits;
import static io.creditledger.Fixtures.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.ChargeCredits;
import io.creditledger.Credits;
import io.creditledger.Expiry;
import io.creditledger.Fingerprint;
import io.creditledger.GrantCredits;
import io.creditledger.IdempotencyKey;
import io.creditledger.LedgerTime;
import io.creditledger.Metadata;
import io.creditledger.OpenAccount;
import io.creditledger.Request;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RequestsTest {
    @Test
    void keeps_the_key_and_what_the_host_attached() {
        Metadata metadata = Metadata.of("video", "1");

        Request request =
                Requests.of(chargeCredits(50, "task:1").withReference("ref").withMetadata(metadata));

        assertThat(request.key()).isEqualTo(key("task:1"));
        assertThat(request.reference()).isEqualTo("ref");
        assertThat(request.metadata()).isEqualTo(metadata);
    }

    @Test
    void every_opening_is_the_same_request() {
        assertThat(Requests.of(new OpenAccount(ALICE)))
                .isEqualTo(Requests.of(new OpenAccount(BOB)))
                .isEqualTo(new Request(OpenAccount.KEY, new Fingerprint("type=open"), null, Metadata.none()));
    }

    @Test
    void a_charge_is_its_amount_and_what_was_attached() {
        assertThat(Requests.of(chargeCredits(50, "task:1")).fingerprint().text())
                .isEqualTo("amount=50&type=charge");
        assertThat(Requests.of(chargeCredits(50, "task:1").withReference("ref").withMetadata(Metadata.of("a", "b")))
                        .fingerprint()
                        .text())
                .isEqualTo("amount=50&metadata=1:a1:b&reference=ref&type=charge");
    }

    @Test
    void a_grant_is_all_that_it_asks_for_and_nothing_that_it_leaves_to_the_policy() {
        assertThat(Requests.of(grantCredits(500, "order:1")).fingerprint().text())
                .isEqualTo("amount=500&priority=0&source=purchase&type=grant");
        assertThat(Requests.of(grantCredits(500, "order:1").effectiveFrom(NOON).expiring(Expiry.at(TOMORROW)))
                        .fingerprint()
                        .text())
                .isEqualTo("amount=500&effective=2026-01-15T12:00:00Z&expiry=2026-01-16T12:00:00Z"
                        + "&priority=0&source=purchase&type=grant");
        assertThat(Requests.of(grantCredits(500, "order:1").expiring(Expiry.never()))
                        .fingerprint()
                        .text())
                .contains("expiry=never");
    }

    @Test
    void whatever_differs_between_two_grants_makes_two_fingerprints() {
        GrantCredits grant = grantCredits(500, "order:1");

        assertThat(Stream.of(
                                grant,
                                grantCredits(501, "order:1"),
                                GrantCredits.of(ALICE, Credits.of(500), "gift", key("order:1")),
                                grant.withPriority(1),
                                grant.withPriority(-1),
                                grant.effectiveFrom(NOON),
                                grant.effectiveFrom(TOMORROW),
                                grant.expiring(Expiry.at(NOON)),
                                grant.expiring(Expiry.never()),
                                grant.withReference("r"),
                                grant.withReference("R"),
                                grant.withReference("(none)"),
                                grant.withMetadata(Metadata.of("a", "b")))
                        .map(request -> Requests.of(request).fingerprint()))
                .doesNotHaveDuplicates();
    }

    @Test
    void metadata_that_only_reads_alike_is_not_the_same() {
        ChargeCredits charge = chargeCredits(50, "task:1");

        assertThat(Stream.of(
                                Metadata.of("a", "b").and("c", "d"),
                                Metadata.of("a", "b1:c1:d"),
                                Metadata.of("ab", "").and("c", "d"),
                                Metadata.of("a", "").and("bc", "d"),
                                Metadata.of("a", "bc").and("d", ""),
                                Metadata.of("a", "b, c=d"))
                        .map(metadata ->
                                Requests.of(charge.withMetadata(metadata)).fingerprint()))
                .doesNotHaveDuplicates();
    }

    @Test
    void the_order_in_which_metadata_was_given_does_not_matter() {
        ChargeCredits charge = chargeCredits(50, "task:1");

        assertThat(Requests.of(charge.withMetadata(Metadata.of("a", "1").and("b", "2"))))
                .isEqualTo(Requests.of(charge.withMetadata(Metadata.of("b", "2").and("a", "1"))));
    }

    @Test
    void the_longest_possible_requests_have_fingerprints_that_fit() {
        AccountId account = AccountId.of("a".repeat(AccountId.MAX_LENGTH));
        IdempotencyKey key = key("k".repeat(IdempotencyKey.MAX_LENGTH));
        Credits amount = Credits.of(Long.MAX_VALUE);
        String reference = "r".repeat(Request.MAX_REFERENCE_LENGTH);
        GrantCredits grant = GrantCredits.of(account, amount, "s".repeat(40), key)
                .withPriority(Integer.MIN_VALUE)
                .effectiveFrom(LedgerTime.MAX.minusNanos(1000))
                .expiring(Expiry.at(LedgerTime.MAX))
                .withReference("r".repeat(40))
                .withMetadata(longestMetadata());
        ChargeCredits charge =
                ChargeCredits.of(account, amount, key).withReference(reference).withMetadata(longestMetadata());

        assertThat(Requests.of(grant).fingerprint().text()).hasSizeLessThan(Fingerprint.MAX_LENGTH);
        assertThat(Requests.of(grant.withReference(reference)).fingerprint().text())
                .hasSizeLessThan(Fingerprint.MAX_LENGTH);
        assertThat(Requests.of(charge).fingerprint().text()).hasSizeLessThan(Fingerprint.MAX_LENGTH);
    }

    private static Metadata longestMetadata() {
        Map<String, String> values = new HashMap<>();
        for (char c = 'a'; c < 'a' + Metadata.MAX_ENTRIES; c++) {
            values.put(String.valueOf(c).repeat(Metadata.MAX_NAME_LENGTH), "é".repeat(Metadata.MAX_VALUE_LENGTH));
        }
        return new Metadata(values);
    }
}
