package io.creditledger.examples;

import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.CreditLedger;
import io.creditledger.CreditPolicy;
import io.creditledger.CreditValue;
import io.creditledger.Credits;
import io.creditledger.IdempotencyKey;
import io.creditledger.Output;
import io.creditledger.Rate;
import io.creditledger.RateCard;
import io.creditledger.RateCards;
import io.creditledger.Recurrence;
import io.creditledger.Reward;
import io.creditledger.RewardReceipt;
import io.creditledger.Shortfall;
import io.creditledger.StartTask;
import io.creditledger.TaskId;
import io.creditledger.TaskReceipt;
import io.creditledger.Tier;
import io.creditledger.testkit.InMemoryCreditLedger;
import io.creditledger.testkit.SettableClock;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PolicyExamplesTest {
    private final SettableClock clock = SettableClock.at("2026-08-31T09:00:00Z");
    private final AccountId alice = AccountId.of("alice");
    private final AccountId bob = AccountId.of("bob");

    @Test
    void a_policy_is_read_from_the_environment() {
        // snippet: policy-environment
        CreditPolicy policy = CreditPolicy.from(System.getenv());
        // end

        assertThat(policy.rateCards().versions()).hasSize(1);
    }

    @Test
    void a_policy_is_built_from_the_defaults() {
        // snippet: policy-builder
        CreditPolicy policy = CreditPolicy.builder()
                .signUpCredits(Credits.of(50))
                .expiryMonths(12)
                .zone(ZoneId.of("Asia/Shanghai"))
                .taskShortfall(Shortfall.REJECT)
                .build();
        // end

        assertThat(policy.signUpCredits()).isEqualTo(Credits.of(50));
        assertThat(policy.inviteReward()).isEqualTo(CreditPolicy.defaults().inviteReward());
    }

    @Test
    void a_rate_card_prices_by_the_second_by_the_unit_and_by_the_task() {
        Tier picture = Tier.of("picture");
        Tier poster = Tier.of("poster");

        // snippet: rate-card
        RateCard card = RateCard.of(
                        "2026-09",
                        Map.of(
                                Tier.STANDARD,
                                Rate.perSecond(10),
                                Tier.PRO,
                                Rate.perSecond(new BigDecimal("14.5")),
                                picture,
                                Rate.perUnit(new BigDecimal("2.5")),
                                poster,
                                Rate.flat(Credits.of(200))))
                .withMinimumCharge(Credits.of(5))
                .withRounding(RoundingMode.HALF_UP);

        List<Credits> prices = List.of(
                card.price(Tier.STANDARD, Duration.ofMillis(5_010)),
                card.price(Tier.PRO, Duration.ofSeconds(5)),
                card.price(Tier.STANDARD, Duration.ofMillis(300)),
                card.price(picture, Output.units(3)),
                card.price(poster, Output.units(1)));
        // end

        assertThat(prices).extracting(Credits::value).containsExactly(50L, 73L, 5L, 8L, 200L);
    }

    @Test
    void what_is_free_of_a_task_is_not_priced() {
        // snippet: free-allowance
        RateCard card = RateCard.of("2026-09-trial", Map.of(Tier.STANDARD, Rate.perSecond(10)))
                .withFreeAllowance(new BigDecimal("2.5"))
                .withMinimumCharge(Credits.of(5));

        Credits free = card.price(Tier.STANDARD, Duration.ofMillis(2_500));
        Credits little = card.price(Tier.STANDARD, Duration.ofMillis(2_600));
        Credits more = card.price(Tier.STANDARD, Duration.ofSeconds(5));
        // end

        assertThat(Stream.of(free, little, more)).extracting(Credits::value).containsExactly(0L, 5L, 25L);
    }

    @Test
    void new_prices_hold_for_tasks_that_start_under_them() {
        // snippet: price-change
        RateCard summer = RateCard.of("2026-06", Map.of(Tier.STANDARD, Rate.perSecond(10)));
        RateCard autumn = RateCard.of("2026-09", Map.of(Tier.STANDARD, Rate.perSecond(12)))
                .effectiveFrom(Instant.parse("2026-09-01T00:00:00Z"));
        CreditPolicy policy =
                CreditPolicy.builder().rateCards(RateCards.of(summer, autumn)).build();
        // end

        CreditLedger ledger = InMemoryCreditLedger.create(policy, clock);
        ledger.open(alice);
        ledger.tasks().start(StartTask.of(alice, TaskId.of("1"), Tier.STANDARD));
        clock.set("2026-09-01T00:00:00Z");
        ledger.tasks().start(StartTask.of(alice, TaskId.of("2"), Tier.STANDARD));
        TaskReceipt before = ledger.tasks().complete(TaskId.of("1"), Duration.ofSeconds(2));
        TaskReceipt after = ledger.tasks().complete(TaskId.of("2"), Duration.ofSeconds(2));
        assertThat(before.task().rateCard()).isEqualTo("2026-06");
        assertThat(after.task().rateCard()).isEqualTo("2026-09");
        assertThat(ledger.balance(alice)).hasAvailable(100 - 20 - 24);
    }

    @Test
    void settings_may_change_while_tasks_are_running() {
        CreditPolicy policy = CreditPolicy.from(Map.of("CREDITS_PER_SECOND_STANDARD", "12"));

        assertThat(policy.rateCards().versions())
                .extracting(RateCard::version)
                .containsExactly("standard=12,pro=14,UP");
        assertThat(policy.rateCards().version("standard=10,pro=14,UP").price(Tier.STANDARD, Duration.ofSeconds(5)))
                .isEqualTo(Credits.of(50));
    }

    @Test
    void rewards_are_given_once_for_the_same_thing() {
        CreditLedger ledger = InMemoryCreditLedger.create(clock);
        ledger.open(alice);

        // snippet: rewards
        RewardReceipt invited = ledger.rewards().invite(alice, bob);
        RewardReceipt signedIn = ledger.rewards().dailySignIn(alice);
        RewardReceipt shared = ledger.rewards().shareVideo(alice, "video-1");
        boolean isNew = ledger.rewards().shareVideo(alice, "video-1").isNew();
        // end

        assertThat(Stream.of(invited, signedIn, shared)).allMatch(RewardReceipt::isNew);
        assertThat(isNew).isFalse();
        assertThat(ledger.balance(alice)).hasAvailable(100 + 100 + 10 + 10);
    }

    @Test
    void a_host_defines_rewards_of_its_own() {
        CreditLedger ledger = InMemoryCreditLedger.create(clock);
        ledger.open(alice);

        // snippet: own-rewards
        Reward profile = new Reward("profile-completed", Credits.of(20), Recurrence.ONCE);
        Reward review = new Reward("review", Credits.of(5), Recurrence.PER_REFERENCE);
        Reward creator = new Reward("active-creator", Credits.of(50), Recurrence.PER_WEEK);

        ledger.rewards().give(alice, profile);
        ledger.rewards().give(alice, review, "video-1");
        RewardReceipt receipt = ledger.rewards().give(alice, creator);
        // end

        assertThat(receipt.grant().orElseThrow().id().value())
                .startsWith("credit:reward:active-creator:")
                .endsWith("2026-W36");
        assertThat(ledger.rewards().give(alice, review, "video-2").isNew()).isTrue();
        assertThat(ledger.balance(alice)).hasAvailable(100 + 20 + 5 + 50 + 5);
    }

    @Test
    void credits_have_a_value_for_reports() {
        CreditLedger ledger = InMemoryCreditLedger.create(clock);
        ledger.open(alice);
        ledger.charge(alice, Credits.of(25), IdempotencyKey.of("task:1"));

        // snippet: credit-value
        CreditValue euros = new CreditValue(new BigDecimal("0.013"), Currency.getInstance("EUR"));
        BigDecimal worth = euros.of(ledger.balance(alice).available());
        // end

        assertThat(worth).isEqualByComparingTo("0.975");
    }
}
