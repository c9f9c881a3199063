package io.creditledger;

import static io.creditledger.Fixtures.ALICE;
import static io.creditledger.Fixtures.NOON;
import static io.creditledger.Fixtures.absent;
import static io.creditledger.Fixtures.grant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RewardTest {
    private static Reward reward(String name, Recurrence recurrence) {
        return new Reward(name, Credits.of(5), recurrence);
    }

    private static String key(Recurrence recurrence, Instant at, ZoneId zone) {
        return reward("r", recurrence).key(null, at, zone).value();
    }

    @Nested
    class Keys {
        @Test
        void name_what_the_reward_is_given_once_for() {
            assertThat(key(Recurrence.ONCE, NOON, ZoneOffset.UTC)).isEqualTo("credit:reward:r:once");
            assertThat(key(Recurrence.PER_DAY, NOON, ZoneOffset.UTC)).isEqualTo("credit:reward:r:day:2026-01-15");
            assertThat(key(Recurrence.PER_WEEK, NOON, ZoneOffset.UTC)).isEqualTo("credit:reward:r:week:2026-W03");
            assertThat(key(Recurrence.PER_MONTH, NOON, ZoneOffset.UTC)).isEqualTo("credit:reward:r:month:2026-01");
            assertThat(reward("r", Recurrence.PER_REFERENCE)
                            .key("video-1", NOON, ZoneOffset.UTC)
                            .value())
                    .isEqualTo("credit:reward:r:for:video-1");
        }

        @Test
        void of_different_rewards_never_collide() {
            List<IdempotencyKey> keys = new ArrayList<>(List.of(OpenAccount.KEY));
            for (String name : List.of("r", "once", "day", "for", "r-for")) {
                Stream.of(Recurrence.values())
                        .filter(recurrence -> !recurrence.needsReference())
                        .forEach(recurrence -> keys.add(reward(name, recurrence).key(null, NOON, ZoneOffset.UTC)));
                for (String reference : List.of("once", "2026-01-15", "day:2026-01-15", "for:x", "x", "X", "x ")) {
                    keys.add(reward(name, Recurrence.PER_REFERENCE).key(reference, NOON, ZoneOffset.UTC));
                }
            }
            keys.add(TaskId.of("reward:r:once").key());

            assertThat(keys).hasSize(2 + 5 * (4 + 7)).doesNotHaveDuplicates();
        }

        @Test
        void are_none_that_a_host_can_use() {
            String value = key(Recurrence.ONCE, NOON, ZoneOffset.UTC);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> IdempotencyKey.of(value))
                    .withMessageContaining("belong to the ledger itself");
        }

        @Test
        void fit_at_their_longest_and_so_do_those_of_tasks() {
            Reward longest = reward("r".repeat(32), Recurrence.PER_REFERENCE);

            assertThat(longest.key("v".repeat(128), NOON, ZoneOffset.UTC)
                            .value()
                            .length())
                    .isLessThanOrEqualTo(IdempotencyKey.MAX_LENGTH);
            assertThat(TaskId.of("t".repeat(128)).key().value().length())
                    .isLessThanOrEqualTo(IdempotencyKey.MAX_LENGTH);
        }

        @Test
        void do_not_depend_on_how_many_credits_are_given() {
            Reward reward = reward("r", Recurrence.PER_DAY);

            assertThat(reward.of(Credits.of(99)).key(null, NOON, ZoneOffset.UTC))
                    .isEqualTo(reward.key(null, NOON, ZoneOffset.UTC));
        }
    }

    @Nested
    class Periods {
        @ParameterizedTest(name = "{1} is {2} in {0}")
        @CsvSource({
            "UTC, 2026-01-15T23:59:59.999999Z, 2026-01-15",
            "UTC, 2026-01-16T00:00:00Z, 2026-01-16",
            "Asia/Shanghai, 2026-01-15T15:59:59.999999Z, 2026-01-15",
            "Asia/Shanghai, 2026-01-15T16:00:00Z, 2026-01-16",
            "Pacific/Kiritimati, 2026-01-15T10:00:00Z, 2026-01-16",
            "Pacific/Pago_Pago, 2026-01-15T10:59:59Z, 2026-01-14",
            "Pacific/Apia, 2011-12-30T09:59:59Z, 2011-12-29",
            "Pacific/Apia, 2011-12-30T10:00:00Z, 2011-12-31",
            "America/New_York, 2026-03-08T04:59:59Z, 2026-03-07",
            "America/New_York, 2026-03-08T05:00:00Z, 2026-03-08",
            "America/New_York, 2026-03-09T03:59:59Z, 2026-03-08",
            "America/New_York, 2026-03-09T04:00:00Z, 2026-03-09",
            "America/New_York, 2026-11-01T04:00:00Z, 2026-11-01",
            "America/New_York, 2026-11-02T04:59:59Z, 2026-11-01",
            "America/New_York, 2026-11-02T05:00:00Z, 2026-11-02",
            "America/Sao_Paulo, 2018-11-04T02:59:59Z, 2018-11-03",
            "America/Sao_Paulo, 2018-11-04T03:00:00Z, 2018-11-04",
            "UTC, 2028-02-29T12:00:00Z, 2028-02-29",
            "Pacific/Pago_Pago, 1970-01-01T00:00:00Z, 1969-12-31",
        })
        void of_a_day_are_dates_of_the_zone(ZoneId zone, Instant at, String date) {
            assertThat(key(Recurrence.PER_DAY, at, zone)).isEqualTo("credit:reward:r:day:" + date);
        }

        @ParameterizedTest(name = "{1} is {2} in {0}")
        @CsvSource({
            "UTC, 2026-01-18T23:59:59Z, 2026-W03",
            "UTC, 2026-01-19T00:00:00Z, 2026-W04",
            "Asia/Shanghai, 2026-01-18T16:00:00Z, 2026-W04",
            "UTC, 2025-12-28T12:00:00Z, 2025-W52",
            "UTC, 2025-12-29T12:00:00Z, 2026-W01",
            "UTC, 2026-12-31T12:00:00Z, 2026-W53",
            "UTC, 2027-01-03T12:00:00Z, 2026-W53",
            "UTC, 2027-01-04T12:00:00Z, 2027-W01",
        })
        void of_a_week_are_iso_weeks_of_their_own_years(ZoneId zone, Instant at, String week) {
            assertThat(key(Recurrence.PER_WEEK, at, zone)).isEqualTo("credit:reward:r:week:" + week);
        }

        @ParameterizedTest(name = "{1} is {2} in {0}")
        @CsvSource({
            "UTC, 2026-01-31T23:59:59.999999Z, 2026-01",
            "UTC, 2026-02-01T00:00:00Z, 2026-02",
            "Asia/Shanghai, 2026-01-31T16:00:00Z, 2026-02",
            "Asia/Shanghai, 9999-12-31T23:59:59Z, 10000-01",
        })
        void of_a_month_are_calendar_months_of_the_zone(ZoneId zone, Instant at, String month) {
            assertThat(key(Recurrence.PER_MONTH, at, zone)).isEqualTo("credit:reward:r:month:" + month);
        }
    }

    @Nested
    class Names {
        @ParameterizedTest
        @ValueSource(strings = {"r", "share-video", "2-for-1"})
        void are_short_and_plain(String name) {
            assertThat(reward(name, Recurrence.ONCE).name()).isEqualTo(name);
            assertThat(reward("r".repeat(32), Recurrence.ONCE).name()).hasSize(32);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"", " ", "Share", "share:video", "share_video", "r\n", "rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr"})
        void of_other_characters_or_too_many_are_refused(String name) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> reward(name, Recurrence.ONCE))
                    .withMessage("a reward's name must have 1 to 32 lower-case letters, digits and hyphens, but was '"
                            + name + "'");
        }

        @Test
        void are_needed() {
            assertThatNullPointerException()
                    .isThrownBy(() -> reward(absent(), Recurrence.ONCE))
                    .withMessage("name");
            assertThatNullPointerException()
                    .isThrownBy(() -> new Reward("r", absent(), Recurrence.ONCE))
                    .withMessage("credits");
            assertThatNullPointerException()
                    .isThrownBy(() -> reward("r", absent()))
                    .withMessage("recurrence");
        }
    }

    @Nested
    class References {
        @Test
        void are_needed_by_a_reward_for_each_reference() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new GiveReward(ALICE, reward("r", Recurrence.PER_REFERENCE), null))
                    .withMessage("reward 'r' is given PER_REFERENCE and needs a reference");
        }

        @ParameterizedTest
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PER_REFERENCE")
        void are_not_taken_by_any_other(Recurrence recurrence) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new GiveReward(ALICE, reward("r", recurrence), "video"))
                    .withMessage(
                            "reward 'r' is given " + recurrence + " and takes no reference, but was given 'video'");
            assertThat(new GiveReward(ALICE, reward("r", recurrence), null).reference())
                    .isNull();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "a\0b", "\uD83D"})
        void must_be_storable(String reference) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new GiveReward(ALICE, reward("r", Recurrence.PER_REFERENCE), reference))
                    .withMessageStartingWith("reference must ");
        }

        @Test
        void have_a_greatest_length() {
            Reward reward = reward("r", Recurrence.PER_REFERENCE);

            assertThat(new GiveReward(ALICE, reward, "v".repeat(128)).reference())
                    .hasSize(128);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new GiveReward(ALICE, reward, "v".repeat(129)))
                    .withMessage("reference must be at most 128 characters (UTF-16 code units) long, but had 129");
        }
    }

    @Test
    void a_request_and_a_receipt_are_complete() {
        assertThatNullPointerException()
                .isThrownBy(() -> new GiveReward(absent(), reward("r", Recurrence.ONCE), null))
                .withMessage("account");
        assertThatNullPointerException()
                .isThrownBy(() -> new GiveReward(ALICE, absent(), null))
                .withMessage("reward");
        assertThatNullPointerException()
                .isThrownBy(() -> new RewardReceipt(absent(), null, false))
                .withMessage("account");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RewardReceipt(ALICE, null, true))
                .withMessage("a reward that is new has a grant, but there is none");
        assertThat(new RewardReceipt(ALICE, null, false).grant()).isEmpty();
        assertThat(new RewardReceipt(ALICE, grant("g", 1, 5), true).grant()).contains(grant("g", 1, 5));
        assertThat(new GiveReward(ALICE, reward("r", Recurrence.ONCE), null).receiptType())
                .isEqualTo(RewardReceipt.class);
    }
}
