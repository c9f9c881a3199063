package io.creditledger;

import static io.creditledger.Fixtures.ALICE;
import static io.creditledger.Fixtures.NOON;
import static io.creditledger.Fixtures.TOMORROW;
import static io.creditledger.Fixtures.YESTERDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConsumptionOrderTest {
    @Test
    void soonest_expiry_first_goes_by_priority_then_expiry_then_number() {
        assertThat(inOrder(ConsumptionOrder.SOONEST_EXPIRY_FIRST))
                .isEqualTo("-1/never/9 -1/never/10 0/noon/4 0/noon/7 0/tomorrow/2 0/never/3 5/noon/1");
    }

    @Test
    void oldest_grant_first_goes_by_number_alone() {
        assertThat(inOrder(ConsumptionOrder.OLDEST_GRANT_FIRST))
                .isEqualTo("5/noon/1 0/tomorrow/2 0/never/3 0/noon/4 0/noon/7 -1/never/9 -1/never/10");
    }

    @ParameterizedTest
    @EnumSource
    void any_two_grants_of_an_account_have_one_order(ConsumptionOrder order) {
        Comparator<Grant> comparator = order.comparator();
        List<Grant> sorted = new ArrayList<>(grants());
        sorted.sort(comparator);

        for (int left = 0; left < sorted.size(); left++) {
            for (int right = 0; right < sorted.size(); right++) {
                assertThat(Integer.signum(comparator.compare(sorted.get(left), sorted.get(right))))
                        .isEqualTo(Integer.compare(left, right));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void priorities_at_the_ends_of_their_range_compare_without_overflow(ConsumptionOrder order) {
        Grant first = grant(Integer.MIN_VALUE, Expiry.never(), 1);
        Grant last = grant(Integer.MAX_VALUE, Expiry.never(), 2);

        assertThat(order.comparator().compare(first, last)).isNegative();
        assertThat(order.comparator().compare(last, first)).isPositive();
    }

    private static String inOrder(ConsumptionOrder order) {
        List<Grant> shuffled = new ArrayList<>(grants());
        Collections.shuffle(shuffled, new Random(815));
        return shuffled.stream()
                .sorted(order.comparator())
                .map(grant -> grant.id().value())
                .collect(Collectors.joining(" "));
    }

    private static List<Grant> grants() {
        return List.of(
                grant(5, Expiry.at(NOON), 1),
                grant(0, Expiry.at(TOMORROW), 2),
                grant(0, Expiry.never(), 3),
                grant(0, Expiry.at(NOON), 4),
                grant(0, Expiry.at(NOON), 7),
                grant(-1, Expiry.never(), 9),
                grant(-1, Expiry.never(), 10));
    }

    private static Grant grant(int priority, Expiry expiry, long number) {
        String when = expiry.instant()
                .map(instant -> instant.equals(NOON) ? "noon" : "tomorrow")
                .orElse("never");
        return new Grant(
                ALICE,
                new GrantId(priority + "/" + when + "/" + number),
                number,
                "purchase",
                priority,
                Credits.of(10),
                Credits.of(10),
                YESTERDAY,
                expiry);
    }
}
