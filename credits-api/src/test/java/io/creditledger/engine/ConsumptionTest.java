package io.creditledger.engine;

import static io.creditledger.Fixtures.NOON;
import static io.creditledger.Fixtures.TOMORROW;
import static io.creditledger.Fixtures.YESTERDAY;
import static io.creditledger.Fixtures.grant;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.Allocation;
import io.creditledger.ConsumptionOrder;
import io.creditledger.Credits;
import io.creditledger.Expiry;
import io.creditledger.Grant;
import io.creditledger.GrantId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsumptionTest {
    private final Grant never = grant("never", 1, 10);
    private final Grant later = grant("later", 2, 20, Expiry.at(TOMORROW.plusSeconds(1)));
    private final Grant soon = grant("soon", 3, 30, Expiry.at(TOMORROW));

    private static Consumption of(long amount, Instant at, Grant... grants) {
        return Consumption.of(Credits.of(amount), List.of(grants), ConsumptionOrder.SOONEST_EXPIRY_FIRST, at);
    }

    private static Allocation allocation(String grant, long amount) {
        return new Allocation(new GrantId(grant), Credits.of(amount));
    }

    @Test
    void takes_from_the_first_grant_as_long_as_it_lasts() {
        Consumption consumption = of(30, NOON, never, later, soon);

        assertThat(consumption.allocations()).containsExactly(allocation("soon", 30));
        assertThat(consumption.isCovered()).isTrue();
    }

    @Test
    void takes_the_rest_from_the_next_grants_in_order() {
        Consumption consumption = of(55, NOON, never, later, soon);

        assertThat(consumption.allocations())
                .containsExactly(allocation("soon", 30), allocation("later", 20), allocation("never", 5));
        assertThat(consumption.uncovered()).isEqualTo(Credits.ZERO);
    }

    @Test
    void can_take_everything_and_tells_what_no_grant_could_pay() {
        assertThat(of(60, NOON, never, later, soon).isCovered()).isTrue();

        Consumption tooMuch = of(61, NOON, never, later, soon);
        assertThat(tooMuch.isCovered()).isFalse();
        assertThat(tooMuch.uncovered()).isEqualTo(Credits.of(1));
    }

    @Test
    void takes_nothing_for_nothing() {
        Consumption consumption = of(0, NOON, never);

        assertThat(consumption.draws()).isEmpty();
        assertThat(consumption.isCovered()).isTrue();
    }

    @Test
    void takes_nothing_from_what_has_expired_is_not_effective_or_is_spent() {
        Grant spent = never.minus(Credits.of(10));

        assertThat(of(1, TOMORROW, soon, spent).uncovered()).isEqualTo(Credits.of(1));
        assertThat(of(1, YESTERDAY.minusNanos(1000), never).uncovered()).isEqualTo(Credits.of(1));
    }

    @Test
    void takes_from_a_grant_until_the_microsecond_before_it_expires() {
        assertThat(of(1, TOMORROW.minusNanos(1000), never, soon).allocations()).containsExactly(allocation("soon", 1));
        assertThat(of(1, TOMORROW, never, soon).allocations()).containsExactly(allocation("never", 1));
    }

    @Test
    void goes_by_the_chosen_order() {
        Consumption consumption =
                Consumption.of(Credits.of(15), List.of(soon, later, never), ConsumptionOrder.OLDEST_GRANT_FIRST, NOON);

        assertThat(consumption.allocations()).containsExactly(allocation("never", 10), allocation("later", 5));
    }

    @Test
    void copes_with_the_greatest_amounts() {
        Grant huge = grant("huge", 1, Long.MAX_VALUE);

        assertThat(of(Long.MAX_VALUE, NOON, huge).isCovered()).isTrue();
        assertThat(of(Long.MAX_VALUE, NOON, never).uncovered()).isEqualTo(Credits.of(Long.MAX_VALUE - 10));
    }
}
