package io.creditledger.testkit.contract;

import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.Credits;
import io.creditledger.Grant;
import io.creditledger.Recurrence;
import io.creditledger.Reward;
import io.creditledger.RewardReceipt;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a reward that recurs by the calendar is given again. */
abstract class RewardCalendarContract extends ContractSuite {
    /** A date in a zone: its first instant, and the first one of the next date. */
    private enum Day {
        UTC("UTC", "2026-01-15T00:00:00Z", "2026-01-16T00:00:00Z"),
        NEW_YEAR("UTC", "2026-12-31T00:00:00Z", "2027-01-01T00:00:00Z"),
        LEAP_DAY("UTC", "2028-02-29T00:00:00Z", "2028-03-01T00:00:00Z"),
        SHANGHAI("Asia/Shanghai", "2026-01-15T16:00:00Z", "2026-01-16T16:00:00Z"),
        KATHMANDU("Asia/Kathmandu", "2026-01-15T18:15:00Z", "2026-01-16T18:15:00Z"),
        EAST_OF_THE_DATE_LINE("Pacific/Pago_Pago", "2026-01-15T11:00:00Z", "2026-01-16T11:00:00Z"),
        WEST_OF_THE_DATE_LINE("Pacific/Kiritimati", "2026-01-15T10:00:00Z", "2026-01-16T10:00:00Z"),
        BEFORE_THE_DATE_THAT_SAMOA_LEFT_OUT("Pacific/Apia", "2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z"),
        OF_23_HOURS("America/New_York", "2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z"),
        OF_25_HOURS("America/New_York", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z"),
        WHOSE_MIDNIGHT_IS_SKIPPED("America/Sao_Paulo", "2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z"),
        WHOSE_MIDNIGHT_COMES_TWICE("America/Havana", "2025-11-02T04:00:00Z", "2025-11-03T05:00:00Z"),
        SHIFTED_BY_HALF_AN_HOUR("Australia/Lord_Howe", "2026-04-04T13:00:00Z", "2026-04-05T13:30:00Z");

        private final ZoneId zone;
        private final Instant begins;
        private final Instant ends;

        Day(String zone, String begins, String ends) {
            this.zone = ZoneId.of(zone);
            this.begins = Instant.parse(begins);
            this.ends = Instant.parse(ends);
        }
    }

    /** A period: its first instant, and the first one of the next period. */
    private enum Period {
        DAY(Recurrence.PER_DAY, "2026-02-28T00:00:00Z", "2026-03-01T00:00:00Z"),
        WEEK(Recurrence.PER_WEEK, "2026-01-12T00:00:00Z", "2026-01-19T00:00:00Z"),
        WEEK_53_OVER_NEW_YEAR(Recurrence.PER_WEEK, "2026-12-28T00:00:00Z", "2027-01-04T00:00:00Z"),
        WEEK_1_BEGINS_IN_DECEMBER(Recurrence.PER_WEEK, "2024-12-30T00:00:00Z", "2025-01-06T00:00:00Z"),
        MONTH(Recurrence.PER_MONTH, "2026-04-01T00:00:00Z", "2026-05-01T00:00:00Z"),
        FEBRUARY(Recurrence.PER_MONTH, "2028-02-01T00:00:00Z", "2028-03-01T00:00:00Z"),
        DECEMBER(Recurrence.PER_MONTH, "2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z");

        private final Recurrence recurrence;
        private final Instant begins;
        private final Instant ends;

        Period(Recurrence recurrence, String begins, String ends) {
            this.recurrence = recurrence;
            this.begins = Instant.parse(begins);
            this.ends = Instant.parse(ends);
        }
    }

    private RewardReceipt signInAt(Instant instant) {
        clock.set(instant);
        return ledger.rewards().dailySignIn(ALICE);
    }

    private RewardReceipt giveAt(Instant instant, Reward reward) {
        clock.set(instant);
        return ledger.rewards().give(ALICE, reward);
    }

    private static Instant justBefore(Instant instant) {
        return instant.minusNanos(1_000);
    }

    @EachRow
    void a_sign_in_is_rewarded_once_on_each_date_of_the_zone(Day day) {
        ledger = fixture.ledger(POLICY.toBuilder().zone(day.zone).build(), clock);
        clock.set(justBefore(day.begins));
        open(ALICE);

        assertThat(signInAt(justBefore(day.begins))).isNew().hasAmount(10);
        RewardReceipt first = signInAt(day.begins);
        assertThat(first).isNew().hasAmount(10);
        assertThat(signInAt(justBefore(day.ends))).isRepeat();
        assertThat(signInAt(justBefore(day.ends)).grant()).isEqualTo(first.grant());
        assertThat(signInAt(day.ends)).isNew().hasAmount(10);

        assertThat(ledger.balance(ALICE)).hasAvailable(30);
    }

    @EachRow
    void a_reward_of_the_host_is_given_once_in_each_period(Period period) {
        Reward reward = new Reward("loyalty", Credits.of(4), period.recurrence);
        clock.set(justBefore(period.begins));
        open(ALICE);

        assertThat(giveAt(justBefore(period.begins), reward)).isNew().hasAmount(4);
        assertThat(giveAt(period.begins, reward)).isNew().hasAmount(4);
        assertThat(giveAt(justBefore(period.ends), reward)).isRepeat().hasAmount(4);
        assertThat(giveAt(period.ends, reward)).isNew().hasAmount(4);

        assertThat(ledger.balance(ALICE)).hasAvailable(12);
    }

    @Test
    void the_same_date_of_another_year_is_another_date() {
        clock.set("2026-02-28T12:00:00Z");
        open(ALICE);
        Reward monthly = new Reward("loyalty", Credits.of(4), Recurrence.PER_MONTH);

        assertThat(signInAt(Instant.parse("2026-02-28T12:00:00Z"))).isNew();
        assertThat(giveAt(Instant.parse("2026-02-28T12:00:00Z"), monthly)).isNew();
        assertThat(signInAt(Instant.parse("2027-02-28T12:00:00Z"))).isNew();
        assertThat(giveAt(Instant.parse("2027-02-28T12:00:00Z"), monthly)).isNew();
    }

    @Test
    void the_date_is_the_one_at_the_accounts_own_time() {
        clock.set("2026-01-16T00:00:00Z");
        open(ALICE);
        Optional<Grant> first = ledger.rewards().dailySignIn(ALICE).grant();

        clock.set("2026-01-15T23:59:59Z");

        assertThat(ledger.rewards().dailySignIn(ALICE)).isRepeat();
        assertThat(ledger.rewards().dailySignIn(ALICE).grant()).isEqualTo(first);
    }

    @Test
    void what_is_given_once_is_never_given_again() {
        open(ALICE);
        Reward once = new Reward("loyalty", Credits.of(4), Recurrence.ONCE);
        ledger.rewards().give(ALICE, once);
        clock.set("2036-01-15T10:00:00Z");

        assertThat(ledger.rewards().give(ALICE, once)).isRepeat().hasAmount(4);
    }
}
