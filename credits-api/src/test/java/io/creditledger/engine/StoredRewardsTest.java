package io.creditledger.engine;

import static io.creditledger.Fixtures.ALICE;
import static io.creditledger.Fixtures.BOB;
import static io.creditledger.Fixtures.NOON;
import static io.creditledger.Fixtures.TOMORROW;
import static io.creditledger.Fixtures.absent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.creditledger.AccountId;
import io.creditledger.AccountNotFoundException;
import io.creditledger.CreditPolicy;
import io.creditledger.CreditPolicyBuilder;
import io.creditledger.Credits;
import io.creditledger.Expiry;
import io.creditledger.Grant;
import io.creditledger.HistoryQuery;
import io.creditledger.Recurrence;
import io.creditledger.Reward;
import io.creditledger.RewardReceipt;
import io.creditledger.Rewards;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoredRewardsTest {
    private static final AccountId CAROL = AccountId.of("carol");

    private final JournalStore store = new JournalStore();
    private Instant now = NOON;
    private final StoredLedger ledger = ledger(policy -> policy);
    private final Rewards rewards = ledger.rewards();

    private StoredLedger ledger(UnaryOperator<CreditPolicyBuilder> change) {
        CreditPolicyBuilder policy = CreditPolicy.builder().signUpCredits(Credits.ZERO);
        return new StoredLedger(store, change.apply(policy).build(), () -> now);
    }

    private static Grant given(RewardReceipt receipt) {
        return receipt.grant().orElseThrow();
    }

    private static void assertSameGrantAgain(RewardReceipt again, RewardReceipt first) {
        assertThat(first.isNew()).isTrue();
        assertThat(again).isEqualTo(new RewardReceipt(first.account(), given(first), false));
    }

    private Credits available(AccountId account) {
        return ledger.balance(account).available();
    }

    @BeforeEach
    void openAlice() {
        ledger.open(ALICE);
    }

    @Test
    void an_inviter_is_given_100_credits_once_for_each_invitee() {
        RewardReceipt first = rewards.invite(ALICE, BOB);
        now = TOMORROW;

        assertThat(given(first).amount()).isEqualTo(Credits.of(100));
        assertThat(given(first).source()).isEqualTo("invite");
        assertThat(given(first).expiry()).isEqualTo(Expiry.at(Instant.parse("2026-07-15T12:00:00Z")));
        assertSameGrantAgain(rewards.invite(ALICE, BOB), first);
        assertThat(rewards.invite(ALICE, CAROL).isNew()).isTrue();
        assertThat(available(ALICE)).isEqualTo(Credits.of(200));
    }

    @Test
    void nobody_is_rewarded_for_inviting_themselves() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rewards.invite(ALICE, ALICE))
                .withMessage("nobody is rewarded for inviting themselves, but 'alice' did");
        assertThat(available(ALICE)).isEqualTo(Credits.ZERO);
    }

    @Test
    void an_invitee_is_given_nothing_unless_the_policy_says_so() {
        assertThat(rewards.invited(ALICE)).isEqualTo(new RewardReceipt(ALICE, null, false));

        Rewards generous =
                ledger(policy -> policy.invitedReward(Credits.of(20))).rewards();
        RewardReceipt first = generous.invited(ALICE);

        assertThat(given(first).amount()).isEqualTo(Credits.of(20));
        assertSameGrantAgain(generous.invited(ALICE), first);
    }

    @Test
    void a_sign_in_is_given_10_credits_once_a_date() {
        RewardReceipt first = rewards.dailySignIn(ALICE);
        now = Instant.parse("2026-01-15T23:59:59.999999Z");
        RewardReceipt again = rewards.dailySignIn(ALICE);
        now = Instant.parse("2026-01-16T00:00:00Z");
        RewardReceipt next = rewards.dailySignIn(ALICE);

        assertThat(given(first).amount()).isEqualTo(Credits.of(10));
        assertThat(given(first).source()).isEqualTo("daily-sign-in");
        assertSameGrantAgain(again, first);
        assertThat(next.isNew()).isTrue();
        assertThat(available(ALICE)).isEqualTo(Credits.of(20));
    }

    @Test
    void the_date_is_the_one_in_the_policy_s_zone() {
        Rewards inShanghai =
                ledger(policy -> policy.zone(ZoneId.of("Asia/Shanghai"))).rewards();
        RewardReceipt first = inShanghai.dailySignIn(ALICE);
        now = Instant.parse("2026-01-15T15:59:59.999999Z");
        assertSameGrantAgain(inShanghai.dailySignIn(ALICE), first);
        now = Instant.parse("2026-01-15T16:00:00Z");

        assertThat(inShanghai.dailySignIn(ALICE).isNew()).isTrue();
    }

    @Test
    void a_clock_that_is_set_back_does_not_bring_a_date_back() {
        now = TOMORROW;
        RewardReceipt first = rewards.dailySignIn(ALICE);
        now = NOON;

        assertSameGrantAgain(rewards.dailySignIn(ALICE), first);
    }

    @Test
    void sharing_is_given_10_credits_once_for_each_video() {
        RewardReceipt first = rewards.shareVideo(ALICE, "video-1");

        assertThat(given(first).amount()).isEqualTo(Credits.of(10));
        assertThat(given(first).source()).isEqualTo("share-video");
        assertSameGrantAgain(rewards.shareVideo(ALICE, "video-1"), first);
        assertThat(rewards.shareVideo(ALICE, "Video-1").isNew()).isTrue();
        assertThat(rewards.shareVideo(ALICE, "v".repeat(128)).isNew()).isTrue();
    }

    @Test
    void each_account_is_rewarded_for_itself() {
        ledger.open(BOB);

        assertThat(rewards.shareVideo(ALICE, "video-1").isNew()).isTrue();
        assertThat(rewards.shareVideo(BOB, "video-1").isNew()).isTrue();
        assertThat(rewards.dailySignIn(ALICE).isNew()).isTrue();
        assertThat(rewards.dailySignIn(BOB).isNew()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PER_REFERENCE")
    void a_host_s_reward_is_given_as_often_as_it_recurs(Recurrence recurrence) {
        Reward reward = new Reward("watch-tutorial", Credits.of(7), recurrence);
        RewardReceipt first = rewards.give(ALICE, reward);
        RewardReceipt again = rewards.give(ALICE, reward);
        now = NOON.plusSeconds(32 * 86_400L);
        RewardReceipt later = rewards.give(ALICE, reward);

        assertThat(given(first).amount()).isEqualTo(Credits.of(7));
        assertThat(given(first).source()).isEqualTo("watch-tutorial");
        assertSameGrantAgain(again, first);
        assertThat(later.isNew()).isEqualTo(recurrence != Recurrence.ONCE);
    }

    @Test
    void rewards_of_one_name_that_recur_otherwise_are_others() {
        RewardReceipt daily = rewards.give(ALICE, new Reward("r", Credits.of(1), Recurrence.PER_DAY));
        RewardReceipt forDate =
                rewards.give(ALICE, new Reward("r", Credits.of(1), Recurrence.PER_REFERENCE), "2026-01-15");

        assertThat(daily.isNew()).isTrue();
        assertThat(forDate.isNew()).isTrue();
        assertThat(rewards.give(ALICE, new Reward("r", Credits.of(1), Recurrence.ONCE))
                        .isNew())
                .isTrue();
    }

    @Test
    void another_amount_is_no_other_reward() {
        RewardReceipt first = rewards.dailySignIn(ALICE);
        Rewards raised =
                ledger(policy -> policy.dailySignInReward(Credits.of(50))).rewards();

        assertSameGrantAgain(raised.dailySignIn(ALICE), first);
        now = TOMORROW;
        assertThat(given(raised.dailySignIn(ALICE)).amount()).isEqualTo(Credits.of(50));
    }

    @Test
    void a_reward_of_0_is_not_given_and_may_be_given_once_it_is_more() {
        Rewards none = ledger(policy -> policy.dailySignInReward(Credits.ZERO)).rewards();

        assertThat(none.dailySignIn(ALICE)).isEqualTo(new RewardReceipt(ALICE, null, false));
        assertThat(ledger.history(ALICE, HistoryQuery.all()).items()).hasSize(1);
        assertThat(store.verbs).containsExactly("expect", "lock", "load");
        assertThat(rewards.dailySignIn(ALICE).isNew()).isTrue();
    }

    @Test
    void a_reward_that_is_0_now_returns_what_was_given_before() {
        RewardReceipt first = rewards.dailySignIn(ALICE);
        Rewards none = ledger(policy -> policy.dailySignInReward(Credits.ZERO)).rewards();

        assertSameGrantAgain(none.dailySignIn(ALICE), first);
    }

    @Test
    void an_account_that_was_never_opened_is_refused_and_not_created() {
        assertThatExceptionOfType(AccountNotFoundException.class).isThrownBy(() -> rewards.dailySignIn(BOB));
        assertThatExceptionOfType(AccountNotFoundException.class).isThrownBy(() -> rewards.invite(BOB, ALICE));
        assertThatExceptionOfType(AccountNotFoundException.class).isThrownBy(() -> rewards.invited(BOB));
        assertThatExceptionOfType(AccountNotFoundException.class).isThrownBy(() -> ledger.balance(BOB));
    }

    @Test
    void nulls_are_refused_by_name() {
        assertThatNullPointerException()
                .isThrownBy(() -> rewards.invite(absent(), BOB))
                .withMessage("inviter");
        assertThatNullPointerException()
                .isThrownBy(() -> rewards.invite(ALICE, absent()))
                .withMessage("invitee");
        assertThatNullPointerException()
                .isThrownBy(() -> rewards.dailySignIn(absent()))
                .withMessage("account");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rewards.shareVideo(ALICE, absent()))
                .withMessage("reward 'share-video' is given PER_REFERENCE and needs a reference");
    }
}
