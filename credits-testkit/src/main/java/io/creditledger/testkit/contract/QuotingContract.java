package io.creditledger.testkit.contract;

import static io.creditledger.testkit.CreditAssertions.allocation;
import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.Credits;
import io.creditledger.Expiry;
import io.creditledger.Quote;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a quote tells of the charge that would follow. */
abstract class QuotingContract extends ContractSuite {
    private static final Instant FEBRUARY = Instant.parse("2026-02-01T00:00:00Z");

    @BeforeEach
    void openAccount() {
        open(ALICE);
        ledger.grant(grantOf(ALICE, 30, "never").expiring(Expiry.never()));
        ledger.grant(grantOf(ALICE, 30, "soon").expiring(Expiry.at(FEBRUARY)));
        ledger.grant(grantOf(ALICE, 30, "first").withPriority(-1).expiring(Expiry.never()));
    }

    @Test
    void a_quote_agrees_with_the_charge_that_follows() {
        Quote quote = ledger.quote(ALICE, Credits.of(70));

        assertThat(quote).isCoveredBy(allocation("first", 30), allocation("soon", 30), allocation("never", 10));
        assertThat(quote.available()).isEqualTo(Credits.of(90));
        assertThat(quote.at()).isEqualTo(clock.instant());
        assertThat(charge(ALICE, 70, "task-1").charge().allocations()).isEqualTo(quote.allocations());
    }

    @Test
    void a_quote_is_of_its_instant() {
        clock.set(FEBRUARY);

        assertThat(ledger.quote(ALICE, Credits.of(40))).isCoveredBy(allocation("first", 30), allocation("never", 10));
        assertThat(ledger.quote(ALICE, Credits.of(61))).isMissing(1);
    }

    @Test
    void a_quote_writes_nothing() {
        StoreContents before = contents();

        assertThat(ledger.quote(ALICE, Credits.of(50)).isCovered()).isTrue();
        assertThat(ledger.quote(ALICE, Credits.of(500)).isCovered()).isFalse();

        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void a_quote_of_all_there_is_is_covered() {
        assertThat(ledger.quote(ALICE, Credits.of(90)))
                .isCoveredBy(allocation("first", 30), allocation("soon", 30), allocation("never", 30));
    }

    @Test
    void a_quote_of_more_than_there_is_says_what_is_missing() {
        Quote quote = ledger.quote(ALICE, Credits.of(91));

        assertThat(quote).isMissing(1);
        assertThat(quote.available()).isEqualTo(Credits.of(90));
        assertThat(quote.allocations()).isEmpty();
        assertThat(ledger.quote(ALICE, Credits.of(Long.MAX_VALUE))).isMissing(Long.MAX_VALUE - 90);
    }

    @Test
    void a_quote_of_nothing_is_covered_by_nothing() {
        Quote quote = ledger.quote(ALICE, Credits.ZERO);

        assertThat(quote).isCoveredBy();
        assertThat(quote.available()).isEqualTo(Credits.of(90));
    }
}
