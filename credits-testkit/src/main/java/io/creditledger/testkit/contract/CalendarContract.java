package io.creditledger.testkit.contract;

import static io.creditledger.testkit.CreditAssertions.assertThat;

import io.creditledger.CreditPolicy;
import io.creditledger.Expiry;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When granted credits expire by the policy. */
abstract class CalendarContract extends ContractSuite {
    /** A calendar, the creation of a grant, and the expiry that the two make. */
    private enum Calendar {
        SIX_MONTHS(6, "UTC", "2026-01-15T10:00:00Z", "2026-07-15T10:00:00Z"),
        TO_THE_MICROSECOND(6, "UTC", "2026-01-15T10:00:00.123456Z", "2026-07-15T10:00:00.123456Z"),
        OVER_THE_YEAR(6, "UTC", "2026-09-15T23:59:59.999999Z", "2027-03-15T23:59:59.999999Z"),
        MONTH_END_TO_FEBRUARY(6, "UTC", "2026-08-31T10:00:00Z", "2027-02-28T10:00:00Z"),
        MONTH_END_TO_LEAP_DAY(6, "UTC", "2027-08-31T10:00:00Z", "2028-02-29T10:00:00Z"),
        DAY_30_TO_LEAP_DAY(6, "UTC", "2027-08-30T10:00:00Z", "2028-02-29T10:00:00Z"),
        DAY_29_TO_FEBRUARY(6, "UTC", "2026-08-29T10:00:00Z", "2027-02-28T10:00:00Z"),
        DAY_28_STAYS(6, "UTC", "2026-08-28T10:00:00Z", "2027-02-28T10:00:00Z"),
        NO_LEAP_DAY_IN_2100(6, "UTC", "2099-08-31T10:00:00Z", "2100-02-28T10:00:00Z"),
        LEAP_DAY_TO_COMMON_YEAR(12, "UTC", "2028-02-29T10:00:00Z", "2029-02-28T10:00:00Z"),
        LEAP_DAY_TO_LEAP_DAY(48, "UTC", "2028-02-29T10:00:00Z", "2032-02-29T10:00:00Z"),
        DAY_31_TO_DAY_30(1, "UTC", "2026-03-31T10:00:00Z", "2026-04-30T10:00:00Z"),
        DAY_30_STAYS_IN_A_LONGER_MONTH(1, "UTC", "2026-04-30T10:00:00Z", "2026-05-30T10:00:00Z"),
        ALREADY_MARCH_IN_TOKYO(1, "Asia/Tokyo", "2026-02-28T15:30:00Z", "2026-03-31T15:30:00Z"),
        STILL_FEBRUARY_IN_NEW_YORK(1, "America/New_York", "2026-03-01T04:59:00Z", "2026-03-29T03:59:00Z"),
        SAME_LOCAL_TIME_IN_SUMMER(6, "Europe/Berlin", "2026-01-15T10:00:00Z", "2026-07-15T09:00:00Z"),
        WITHIN_THE_SPRING_GAP(1, "America/New_York", "2026-02-08T07:30:00Z", "2026-03-08T07:30:00Z"),
        WITHIN_THE_AUTUMN_OVERLAP(1, "America/New_York", "2026-10-01T05:30:00Z", "2026-11-01T05:30:00Z"),
        A_HUNDRED_YEARS(1_200, "UTC", "2026-01-31T10:00:00Z", "2126-01-31T10:00:00Z");

        private final int months;
        private final ZoneId zone;
        private final Instant creation;
        private final Instant expires;

        Calendar(int months, String zone, String creation, String expires) {
            this.months = months;
            this.zone = ZoneId.of(zone);
            this.creation = Instant.parse(creation);
            this.expires = Instant.parse(expires);
        }

        CreditPolicy policy() {
            return POLICY.toBuilder().expiryMonths(months).zone(zone).build();
        }
    }

    @BeforeEach
    void openAccount() {
        open(ALICE);
    }

    @EachRow
    void credits_expire_so_many_calendar_months_after_they_were_granted(Calendar calendar) {
        ledger = fixture.ledger(calendar.policy(), clock);
        clock.set(calendar.creation);

        assertThat(grant(ALICE, 50, "order-1")).expiresAt(calendar.expires);
        assertThat(current(ALICE, "order-1")).expiresAt(calendar.expires);
        assertThat(ledger.balance(ALICE)).expiresNext(calendar.expires, 50);
    }

    @Test
    void months_are_counted_from_the_creation_even_if_the_credits_are_effective_later() {
        Instant march = Instant.parse("2026-03-01T00:00:00Z");

        ledger.grant(grantOf(ALICE, 50, "order-1").effectiveFrom(march));

        assertThat(current(ALICE, "order-1")).isEffectiveFrom(march).expiresAt(Instant.parse("2026-07-15T10:00:00Z"));
    }

    @Test
    void a_later_policy_concerns_new_grants_only() {
        grant(ALICE, 50, "order-1");
        ledger = fixture.ledger(POLICY.toBuilder().expiryMonths(1).build(), clock);

        grant(ALICE, 20, "order-2");

        assertThat(grant(ALICE, 50, "order-1")).expiresAt(Instant.parse("2026-07-15T10:00:00Z"));
        assertThat(current(ALICE, "order-1")).expiresAt(Instant.parse("2026-07-15T10:00:00Z"));
        assertThat(current(ALICE, "order-2")).expiresAt(Instant.parse("2026-02-15T10:00:00Z"));
    }

    @Test
    void every_expiry_is_anchored_at_its_own_creation() {
        ledger = fixture.ledger(POLICY.toBuilder().expiryMonths(1).build(), clock);
        clock.set("2026-01-31T10:00:00Z");
        grant(ALICE, 1, "january");
        clock.set("2026-02-28T09:59:59Z");
        grant(ALICE, 1, "february");

        assertThat(current(ALICE, "january")).expiresAt(Instant.parse("2026-02-28T10:00:00Z"));
        assertThat(current(ALICE, "february")).expiresAt(Instant.parse("2026-03-28T09:59:59Z"));
    }

    @Test
    void an_expiry_of_its_own_goes_before_the_policy() {
        ledger.grant(grantOf(ALICE, 50, "order-1").expiring(expiry("2026-02-01T00:00:00Z")));
        ledger.grant(grantOf(ALICE, 50, "order-2").expiring(Expiry.never()));

        assertThat(current(ALICE, "order-1")).expiresAt(Instant.parse("2026-02-01T00:00:00Z"));
        assertThat(current(ALICE, "order-2")).neverExpires();
    }
}
