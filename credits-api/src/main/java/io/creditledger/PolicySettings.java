package io.creditledger;

import io.creditledger.PolicySettingsException.BadSetting;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads a policy from settings by their names in the environment. All of them are read before anything is complained
 * about, so that one start tells everything that is wrong.
 */
final class PolicySettings {
    private static final String CREDITS = "a whole number of credits from 0 to " + Long.MAX_VALUE;
    private static final String RATE = "a number of credits from 0 to " + Rate.MAX_CREDITS + " with at most "
            + ExactNumber.MAX_SCALE + " decimal places";
    private static final String MONEY = "an amount of money from 0 to " + ExactNumber.MAX + " with at most "
            + ExactNumber.MAX_SCALE + " decimal places";
    private static final Currency RMB = Currency.getInstance("CNY");

    private final Map<String, String> settings;
    private final List<BadSetting> bad = new ArrayList<>();

    private PolicySettings(Map<String, String> settings) {
        this.settings = settings;
    }

    static CreditPolicy read(Map<String, String> settings) {
        return new PolicySettings(Objects.requireNonNull(settings, "settings")).read();
    }

    private CreditPolicy read() {
        CreditPolicy defaults = CreditPolicy.defaults();
        CreditPolicyBuilder policy = CreditPolicy.builder()
                .signUpCredits(credits("DEFAULT_USER_CREDITS", defaults.signUpCredits()))
                .rateCards(RateCards.of(rateCard()))
                .creditValue(creditValue(defaults.creditValue()))
                .inviteReward(credits("CREDITS_INVITE_REWARD", defaults.inviteReward()))
                .invitedReward(credits("CREDITS_INVITED_REWARD", defaults.invitedReward()))
                .dailySignInReward(credits("CREDITS_DAILY_SIGNIN", defaults.dailySignInReward()))
                .shareVideoReward(credits("CREDITS_SHARE_VIDEO", defaults.shareVideoReward()))
                .expiryMonths(months(defaults.expiryMonths()))
                .zone(setting("CREDIT_ZONE", defaults.zone(), "a time zone such as UTC or Asia/Shanghai", ZoneId::of))
                .consumptionOrder(oneOf("CREDIT_CONSUMPTION_ORDER", defaults.consumptionOrder()))
                .chargeShortfall(oneOf("CREDIT_CHARGE_SHORTFALL", defaults.chargeShortfall()))
                .taskShortfall(oneOf("CREDIT_TASK_SHORTFALL", defaults.taskShortfall()))
                .runningTasksCount(yesOrNo("CREDIT_RUNNING_TASKS_COUNT", defaults.runningTasksCount()));
        if (!bad.isEmpty()) {
            throw new PolicySettingsException(bad);
        }
        return policy.build();
    }

    private RateCard rateCard() {
        return RateCard.perSecond(
                setting("CREDITS_PER_SECOND_STANDARD", RateCard.DEFAULT_STANDARD, RATE, PolicySettings::rate),
                setting("CREDITS_PER_SECOND_PRO", RateCard.DEFAULT_PRO, RATE, PolicySettings::rate),
                setting("CREDIT_ROUNDING", RoundingMode.UP, roundingModes(), PolicySettings::roundingMode));
    }

    private static BigDecimal rate(String text) {
        return Rate.perSecond(new BigDecimal(text)).credits();
    }

    private CreditValue creditValue(CreditValue absent) {
        return setting("CREDIT_VALUE_RMB", absent, MONEY, text -> new CreditValue(new BigDecimal(text), RMB));
    }

    private Credits credits(String name, Credits absent) {
        return setting(name, absent, CREDITS, text -> Credits.of(Long.parseLong(text)));
    }

    private int months(int absent) {
        return setting(
                "CREDIT_EXPIRY_MONTHS",
                absent,
                "a whole number of months from 1 to " + CreditPolicy.MAX_EXPIRY_MONTHS,
                text -> CreditPolicy.requireMonths(Integer.parseInt(text)));
    }

    private <E extends Enum<E>> E oneOf(String name, E absent) {
        Class<E> type = absent.getDeclaringClass();
        String accepted = Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
        return setting(name, absent, "one of " + accepted, text -> Enum.valueOf(type, text));
    }

    private boolean yesOrNo(String name, boolean absent) {
        return setting(name, absent, "true or false", text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        });
    }

    private static String roundingModes() {
        return "one of "
                + Arrays.stream(RoundingMode.values())
                        .filter(mode -> mode != RoundingMode.UNNECESSARY)
                        .map(Enum::name)
                        .collect(Collectors.joining(", "));
    }

    private static RoundingMode roundingMode(String text) {
        return RateCard.requireRounding(RoundingMode.valueOf(text));
    }

    /** White space around a value is an accident of files and shells; an empty value is a mistake. */
    private <T> T setting(String name, T absent, String accepted, Function<String, T> reader) {
        String value = settings.get(name);
        if (value == null) {
            return absent;
        }
        try {
            return reader.apply(value.strip());
        } catch (IllegalArgumentException | DateTimeException e) {
            bad.add(new BadSetting(name, value, accepted));
            return absent;
        }
    }
}
