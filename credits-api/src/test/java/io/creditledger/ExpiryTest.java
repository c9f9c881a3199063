package io.creditledger;

import static io.creditledger.Fixtures.NOON;
import static io.creditledger.Fixtures.TOMORROW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import nl.jqno.equalsverifier.EqualsVerifier;
import org.junit.jupiter.api.Test;

class ExpiryTest {
    @Test
    void credits_are_there_until_the_microsecond_before_and_gone_from_the_instant_on() {
        Expiry expiry = Expiry.at(NOON);

        assertThat(expiry.hasPassedAt(NOON.minusNanos(1000))).isFalse();
        assertThat(expiry.hasPassedAt(NOON)).isTrue();
        assertThat(expiry.hasPassedAt(NOON.plusNanos(1000))).isTrue();
    }

    @Test
    void never_does_not_pass() {
        assertThat(Expiry.never().hasPassedAt(LedgerTime.MAX)).isFalse();
        assertThat(Expiry.never().instant()).isEmpty();
        assertThat(Expiry.at(NOON).instant()).contains(NOON);
    }

    @Test
    void sooner_comes_before_later_and_never_comes_last() {
        assertThat(Stream.of(Expiry.never(), Expiry.at(LedgerTime.MAX), Expiry.at(NOON), Expiry.at(TOMORROW))
                        .sorted())
                .containsExactly(Expiry.at(NOON), Expiry.at(TOMORROW), Expiry.at(LedgerTime.MAX), Expiry.never());
        assertThat(Expiry.never()).isEqualByComparingTo(Expiry.never());
    }

    @Test
    void expiries_are_equal_if_their_instants_are() {
        EqualsVerifier.forClass(Expiry.class).verify();
    }

    @Test
    void prints_its_instant_or_never() {
        assertThat(Expiry.at(NOON)).hasToString("2026-01-15T12:00:00Z");
        assertThat(Expiry.never()).hasToString("never");
    }

    @Test
    void an_instant_that_cannot_be_stored_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Expiry.at(NOON.plusNanos(1)))
                .withMessageStartingWith("expiry must be a whole microsecond");
    }
}
