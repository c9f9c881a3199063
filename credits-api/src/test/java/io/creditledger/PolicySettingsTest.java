package io.creditledger;

import static io.creditledger.Fixtures.absent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.tuple;

import io.creditledger.PolicySettingsException.BadSetting;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicySettingsTest {
    private static final String CREDITS = "a whole number of credits from 0 to 9223372036854775807";
    private static final String RATE = "a number of credits from 0 to 1000000000 with at most 9 decimal places";

    private static List<BadSetting> bad(Map<String, String> settings) {
        return assertThatExceptionOfType(PolicySettingsException.class)
                .isThrownBy(() -> CreditPolicy.from(settings))
                .actual()
                .badSettings();
    }

    private static RateCard card(CreditPolicy policy) {
        assertThat(policy.rateCards().versions()).hasSize(1);
        return policy.rateCards().versions().get(0);
    }

    @Test
    void what_is_not_set_has_its_default() {
        assertThat(CreditPolicy.from(Map.of())).isEqualTo(CreditPolicy.defaults());
        assertThat(CreditPolicy.from(new Properties())).isEqualTo(CreditPolicy.defaults());
        assertThat(CreditPolicy.from(Map.of("PATH", "/bin", "CREDIT_UNKNOWN", "x")))
                .isEqualTo(CreditPolicy.defaults());
    }

    @Test
    void every_number_of_the_policy_can_be_set() {
        CreditPolicy policy = CreditPolicy.from(Map.ofEntries(
                Map.entry("DEFAULT_USER_CREDITS", "50"),
                Map.entry("CREDITS_PER_SECOND_STANDARD", "12"),
                Map.entry("CREDITS_PER_SECOND_PRO", "16.5"),
                Map.entry("CREDIT_VALUE_RMB", "0.25"),
                Map.entry("CREDITS_INVITE_REWARD", "101"),
                Map.entry("CREDITS_INVITED_REWARD", "21"),
                Map.entry("CREDITS_DAILY_SIGNIN", "11"),
                Map.entry("CREDITS_SHARE_VIDEO", "13"),
                Map.entry("CREDIT_EXPIRY_MONTHS", "12"),
                Map.entry("CREDIT_ZONE", "Asia/Shanghai"),
                Map.entry("CREDIT_CONSUMPTION_ORDER", "OLDEST_GRANT_FIRST"),
                Map.entry("CREDIT_CHARGE_SHORTFALL", "OWE"),
                Map.entry("CREDIT_TASK_SHORTFALL", "FORGIVE"),
                Map.entry("CREDIT_RUNNING_TASKS_COUNT", "false"),
                Map.entry("CREDIT_ROUNDING", "HALF_EVEN")));

        assertThat(policy)
                .isEqualTo(CreditPolicy.builder()
                        .signUpCredits(Credits.of(50))
                        .rateCards(RateCards.of(RateCard.perSecond(
                                new BigDecimal("12"), new BigDecimal("16.5"), RoundingMode.HALF_EVEN)))
                        .creditValue(new CreditValue(
                                new BigDecimal("0.25"),
                                CreditPolicy.defaults().creditValue().currency()))
                        .inviteReward(Credits.of(101))
                        .invitedReward(Credits.of(21))
                        .dailySignInReward(Credits.of(11))
                        .shareVideoReward(Credits.of(13))
                        .expiryMonths(12)
                        .zone(ZoneId.of("Asia/Shanghai"))
                        .consumptionOrder(ConsumptionOrder.OLDEST_GRANT_FIRST)
                        .chargeShortfall(Shortfall.OWE)
                        .taskShortfall(Shortfall.FORGIVE)
                        .runningTasksCount(false)
                        .build());
    }

    @Test
    void the_defaults_may_be_set_as_they_are_written_elsewhere() {
        assertThat(CreditPolicy.from(Map.of(
                        "DEFAULT_USER_CREDITS", "100",
                        "CREDITS_PER_SECOND_STANDARD", "10.0",
                        "CREDITS_PER_SECOND_PRO", "14",
                        "CREDIT_VALUE_RMB", "0.10",
                        "CREDIT_RUNNING_TASKS_COUNT", "true",
                        "CREDIT_ROUNDING", "UP")))
                .isEqualTo(CreditPolicy.defaults());
    }

    @Test
    void white_space_around_a_value_does_no_harm() {
        assertThat(CreditPolicy.from(Map.of("CREDITS_DAILY_SIGNIN", " 20\n")).dailySignInReward())
                .isEqualTo(Credits.of(20));
    }

    @ParameterizedTest
    @CsvSource({
        "DEFAULT_USER_CREDITS, 0",
        "DEFAULT_USER_CREDITS, 9223372036854775807",
        "CREDITS_PER_SECOND_STANDARD, 0",
        "CREDITS_PER_SECOND_STANDARD, 1000000000",
        "CREDITS_PER_SECOND_PRO, 0.000000001",
        "CREDIT_VALUE_RMB, 0",
        "CREDIT_EXPIRY_MONTHS, 1",
        "CREDIT_EXPIRY_MONTHS, 1200",
        "CREDIT_ZONE, +08:00",
    })
    void values_at_the_bounds_are_taken(String name, String value) {
        assertThat(CreditPolicy.from(Map.of(name, value))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "ten", "-1", "1.5", "9223372036854775808", "1e3", "1_000", "0x10"})
    void credits_that_are_malformed_or_out_of_range_are_named(String value) {
        for (String name : List.of(
                "DEFAULT_USER_CREDITS",
                "CREDITS_INVITE_REWARD",
                "CREDITS_INVITED_REWARD",
                "CREDITS_DAILY_SIGNIN",
                "CREDITS_SHARE_VIDEO")) {
            assertThat(bad(Map.of(name, value))).containsExactly(new BadSetting(name, value, CREDITS));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "ten", "-1", "1000000001", "0.0000000001", "1e999999999", "1e-999999999", "NaN"})
    void rates_and_values_that_are_malformed_or_out_of_range_are_named(String value) {
        assertThat(bad(Map.of("CREDITS_PER_SECOND_STANDARD", value)))
                .containsExactly(new BadSetting("CREDITS_PER_SECOND_STANDARD", value, RATE));
        assertThat(bad(Map.of("CREDITS_PER_SECOND_PRO", value)))
                .containsExactly(new BadSetting("CREDITS_PER_SECOND_PRO", value, RATE));
        assertThat(bad(Map.of("CREDIT_VALUE_RMB", value)))
                .containsExactly(new BadSetting(
                        "CREDIT_VALUE_RMB",
                        value,
                        "an amount of money from 0 to 1000000000 with at most 9 decimal places"));
    }

    @ParameterizedTest
    @CsvSource({
        "CREDIT_EXPIRY_MONTHS, 0, a whole number of months from 1 to 1200",
        "CREDIT_EXPIRY_MONTHS, 1201, a whole number of months from 1 to 1200",
        "CREDIT_EXPIRY_MONTHS, six, a whole number of months from 1 to 1200",
        "CREDIT_EXPIRY_MONTHS, '', a whole number of months from 1 to 1200",
        "CREDIT_ZONE, Mars/Base, a time zone such as UTC or Asia/Shanghai",
        "CREDIT_ZONE, '', a time zone such as UTC or Asia/Shanghai",
        "CREDIT_ZONE, a zone, a time zone such as UTC or Asia/Shanghai",
        "CREDIT_CONSUMPTION_ORDER, NEWEST, 'one of SOONEST_EXPIRY_FIRST, OLDEST_GRANT_FIRST'",
        "CREDIT_CHARGE_SHORTFALL, owe, 'one of REJECT, FORGIVE, OWE'",
        "CREDIT_TASK_SHORTFALL, '', 'one of REJECT, FORGIVE, OWE'",
        "CREDIT_RUNNING_TASKS_COUNT, yes, true or false",
        "CREDIT_RUNNING_TASKS_COUNT, '', true or false",
        "CREDIT_ROUNDING, UNNECESSARY, 'one of UP, DOWN, CEILING, FLOOR, HALF_UP, HALF_DOWN, HALF_EVEN'",
        "CREDIT_ROUNDING, up, 'one of UP, DOWN, CEILING, FLOOR, HALF_UP, HALF_DOWN, HALF_EVEN'",
    })
    void other_values_that_cannot_be_used_are_named(String name, String value, String accepted) {
        assertThat(bad(Map.of(name, value))).containsExactly(new BadSetting(name, value, accepted));
    }

    @Test
    void all_bad_settings_are_told_at_once() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("CREDIT_ZONE", "Mars/Base");
        settings.put("CREDITS_INVITE_REWARD", "150");
        settings.put("DEFAULT_USER_CREDITS", "-5");
        settings.put("CREDITS_PER_SECOND_PRO", "");

        assertThatExceptionOfType(PolicySettingsException.class)
                .isThrownBy(() -> CreditPolicy.from(settings))
                .withMessage(
                        "DEFAULT_USER_CREDITS must be " + CREDITS + ", but was '-5'; CREDITS_PER_SECOND_PRO must be "
                                + RATE + ", but was ''; CREDIT_ZONE must be a time zone such as UTC or Asia/Shanghai,"
                                + " but was 'Mars/Base'")
                .satisfies(refusal -> assertThat(refusal.badSettings())
                        .extracting(BadSetting::name, BadSetting::value)
                        .containsExactly(
                                tuple("DEFAULT_USER_CREDITS", "-5"),
                                tuple("CREDITS_PER_SECOND_PRO", ""),
                                tuple("CREDIT_ZONE", "Mars/Base")));
    }

    @Test
    void bad_settings_are_bad_arguments_and_the_same_in_another_process() throws Exception {
        PolicySettingsException refusal = assertThatExceptionOfType(PolicySettingsException.class)
                .isThrownBy(() -> CreditPolicy.from(Map.of("CREDIT_ZONE", "Mars/Base")))
                .actual();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(refusal);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            PolicySettingsException copy = (PolicySettingsException) in.readObject();

            assertThat(copy).isInstanceOf(IllegalArgumentException.class).hasMessage(refusal.getMessage());
            assertThat(copy.badSettings()).isEqualTo(refusal.badSettings());
        }
    }

    @Test
    void properties_are_read_with_their_defaults_and_numbers_as_their_text() {
        Properties defaults = new Properties();
        defaults.setProperty("CREDITS_DAILY_SIGNIN", "20");
        defaults.setProperty("CREDITS_SHARE_VIDEO", "30");
        Properties settings = new Properties(defaults);
        settings.setProperty("CREDITS_SHARE_VIDEO", "40");
        settings.put("CREDIT_EXPIRY_MONTHS", 12);

        CreditPolicy policy = CreditPolicy.from(settings);

        assertThat(policy.dailySignInReward()).isEqualTo(Credits.of(20));
        assertThat(policy.shareVideoReward()).isEqualTo(Credits.of(40));
        assertThat(policy.expiryMonths()).isEqualTo(12);
    }

    @Test
    void the_version_of_the_rate_card_tells_the_rates_that_were_set() {
        RateCard card = card(CreditPolicy.from(Map.of("CREDITS_PER_SECOND_PRO", "16.50")));

        assertThat(card.version()).isEqualTo("standard=10,pro=16.5,UP");
        assertThat(card.effectiveFrom()).isEqualTo(LedgerTime.MIN);
    }

    @Test
    void nulls_are_refused_by_name() {
        assertThatNullPointerException()
                .isThrownBy(() -> CreditPolicy.from(Fixtures.<Map<String, String>>absent()))
                .withMessage("settings");
        assertThatNullPointerException()
                .isThrownBy(() -> CreditPolicy.from((Properties) absent()))
                .withMessage("settings");
    }
}
