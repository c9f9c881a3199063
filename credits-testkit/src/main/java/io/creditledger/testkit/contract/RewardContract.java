package io.creditledger.testkit.contract;

import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.AccountId;
import io.creditledger.AccountNotFoundException;
import io.creditledger.CreditLedger;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.EntryType;
import io.creditledger.Grant;
import io.creditledger.Recurrence;
import io.creditledger.Reward;
import io.creditledger.RewardReceipt;
import io.creditledger.Rewards;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What rewards promise: each is given as often as it may be, and no more. */
abstract class RewardContract extends ContractSuite {
    private static final Reward WELCOME = new Reward("welcome-back", Credits.of(7), Recurrence.ONCE);
    private static final Reward REVIEW = new Reward("review", Credits.of(3), Recurrence.PER_REFERENCE);

    /** Every reward, and what it gives by the default policy. */
    @SuppressWarnings("ImmutableEnumChecker") // what the rows hold has no state
    private enum Kind {
        INVITE("invite", 100, (rewards, account) -> rewards.invite(account, AccountId.of("carol"))),
        DAILY_SIGN_IN("daily-sign-in", 10, Rewards::dailySignIn),
        SHARE_VIDEO("share-video", 10, (rewards, account) -> rewards.shareVideo(account, "video-1")),
        OF_THE_HOST_ONCE("welcome-back", 7, (rewards, account) -> rewards.give(account, WELCOME)),
        OF_THE_HOST_PER_REFERENCE("review", 3, (rewards, account) -> rewards.give(account, REVIEW, "film-1"));

        private final String source;
        private final long credits;
        private final BiFunction<Rewards, AccountId, RewardReceipt> call;

        Kind(String source, long credits, BiFunction<Rewards, AccountId, RewardReceipt> call) {
            this.source = source;
            this.credits = credits;
            this.call = call;
        }

        RewardReceipt give(CreditLedger ledger, AccountId account) {
            return call.apply(ledger.rewards(), account);
        }
    }

    @BeforeEach
    void openAccounts() {
        open(ALICE);
        open(BOB);
    }

    @EachRow
    void a_reward_is_a_grant_like_others(Kind kind) {
        RewardReceipt receipt = kind.give(ledger, ALICE);

        assertThat(receipt)
                .isNew()
                .hasAmount(kind.credits)
                .grant()
                .hasRemaining(kind.credits)
                .hasSource(kind.source)
                .hasPriority(0)
                .isEffectiveFrom(clock.instant())
                .expiresAt(Instant.parse("2026-07-15T10:00:00Z"));
        assertThat(receipt.account()).isEqualTo(ALICE);
        assertThat(ledger.balance(ALICE)).hasAvailable(kind.credits);
        assertThat(journal(ALICE)).extracting(Entry::type).containsExactly(EntryType.OPEN, EntryType.GRANT);
    }

    @EachRow
    void a_reward_asked_for_again_is_the_first_grant(Kind kind) {
        Optional<Grant> first = kind.give(ledger, ALICE).grant();
        clock.advance(Duration.ofMinutes(5));
        charge(ALICE, kind.credits, "everything");
        StoreContents before = contents();

        assertThat(kind.give(ledger, ALICE)).isRepeat();
        assertThat(kind.give(anotherNode(), ALICE).grant()).isEqualTo(first);

        assertThat(contents()).isEqualTo(before);
        assertThat(ledger.balance(ALICE)).hasAvailable(0);
    }

    @EachRow
    void every_account_has_a_reward_of_its_own(Kind kind) {
        kind.give(ledger, ALICE);

        assertThat(kind.give(ledger, BOB)).isNew().hasAmount(kind.credits);

        assertThat(ledger.balance(ALICE)).hasAvailable(kind.credits);
        assertThat(ledger.balance(BOB)).hasAvailable(kind.credits);
    }

    @EachRow
    void an_account_that_was_never_opened_is_refused_and_not_made(Kind kind) {
        AccountId dave = AccountId.of("dave");

        assertRefused(
                () -> kind.give(ledger, dave),
                AccountNotFoundException.class,
                refusal -> assertThat(refusal.account()).isEqualTo(dave));

        open(dave);
        assertThat(kind.give(ledger, dave)).isNew();
    }

    @Test
    void a_later_policy_gives_nobody_a_reward_twice() {
        ledger.rewards().shareVideo(ALICE, "video-1");
        ledger.rewards().invite(ALICE, BOB);
        CreditLedger generous = fixture.ledger(
                POLICY.toBuilder()
                        .shareVideoReward(Credits.of(25))
                        .inviteReward(Credits.of(500))
                        .build(),
                clock);

        assertThat(generous.rewards().shareVideo(ALICE, "video-1")).isRepeat().hasAmount(10);
        assertThat(generous.rewards().invite(ALICE, BOB)).isRepeat().hasAmount(100);
        assertThat(generous.rewards().shareVideo(ALICE, "video-2")).isNew().hasAmount(25);

        assertThat(ledger.balance(ALICE)).hasAvailable(135);
    }

    @Test
    void whoever_was_given_a_reward_is_told_so_when_it_is_not_given_any_more() {
        Optional<Grant> first = ledger.rewards().shareVideo(ALICE, "video-1").grant();
        ledger =
                fixture.ledger(POLICY.toBuilder().shareVideoReward(Credits.ZERO).build(), clock);

        assertThat(ledger.rewards().shareVideo(ALICE, "video-1")).isRepeat().hasAmount(10);
        assertThat(ledger.rewards().shareVideo(ALICE, "video-1").grant()).isEqualTo(first);
        assertThat(ledger.rewards().shareVideo(ALICE, "video-2")).gaveNothing();
    }

    @Test
    void an_inviter_is_rewarded_once_for_each_invitee() {
        List<AccountId> invitees = List.of(BOB, AccountId.of("carol"), AccountId.of("BOB"), AccountId.of("bob "));

        invitees.forEach(invitee ->
                assertThat(ledger.rewards().invite(ALICE, invitee)).isNew().hasAmount(100));
        invitees.forEach(invitee ->
                assertThat(ledger.rewards().invite(ALICE, invitee)).isRepeat().hasAmount(100));

        assertThat(ledger.balance(ALICE)).hasAvailable(400);
        assertThat(ledger.balance(BOB)).hasAvailable(0);
    }

    @Test
    void two_accounts_may_invite_each_other() {
        assertThat(ledger.rewards().invite(ALICE, BOB)).isNew();
        assertThat(ledger.rewards().invite(BOB, ALICE)).isNew();
    }

    @Test
    void nobody_is_rewarded_for_inviting_themselves() {
        assertRefused(
                () -> ledger.rewards().invite(ALICE, AccountId.of("alice")),
                IllegalArgumentException.class,
                refusal -> assertThat(refusal).hasMessageContaining("inviting themselves"));

        assertThat(ledger.rewards().invite(ALICE, AccountId.of("Alice"))).isNew();
    }

    @Test
    void an_invitee_is_rewarded_once_if_the_policy_says_so() {
        ledger = fixture.ledger(POLICY.toBuilder().invitedReward(Credits.of(30)).build(), clock);

        assertThat(ledger.rewards().invited(BOB)).isNew().hasAmount(30);
        assertThat(ledger.rewards().invited(BOB)).isRepeat().hasAmount(30);

        assertThat(ledger.balance(BOB)).hasAvailable(30);
    }

    @Test
    void a_reward_of_nothing_is_not_given_and_may_be_given_later() {
        StoreContents before = contents();

        assertThat(ledger.rewards().invited(BOB)).gaveNothing();
        assertThatThrownBy(() -> ledger.rewards().invited(AccountId.of("dave")))
                .isInstanceOf(AccountNotFoundException.class);
        assertThat(contents()).isEqualTo(before);

        ledger = fixture.ledger(POLICY.toBuilder().invitedReward(Credits.of(30)).build(), clock);
        assertThat(ledger.rewards().invited(BOB)).isNew().hasAmount(30);
    }

    @Test
    void a_shared_video_is_rewarded_once_however_much_others_look_like_it() {
        List<String> videos = List.of("vid\u00e9o", "video", "VIDEO", "video ", "%", "a:b", "\uD83C\uDFAC");

        videos.forEach(video ->
                assertThat(ledger.rewards().shareVideo(ALICE, video)).as(video).isNew());
        videos.forEach(video ->
                assertThat(ledger.rewards().shareVideo(ALICE, video)).as(video).isRepeat());

        assertThat(ledger.balance(ALICE)).hasAvailable(10L * videos.size());
    }

    @Test
    void rewards_with_different_names_are_different_for_the_same_thing() {
        Reward other = new Reward("comment", Credits.of(3), Recurrence.PER_REFERENCE);

        assertThat(ledger.rewards().give(ALICE, REVIEW, "film-1")).isNew();
        assertThat(ledger.rewards().give(ALICE, other, "film-1")).isNew();
        assertThat(ledger.rewards().give(ALICE, REVIEW, "film-2")).isNew();
        assertThat(ledger.rewards().give(ALICE, WELCOME)).isNew();

        assertThat(ledger.balance(ALICE)).hasAvailable(16);
    }

    @Test
    void a_reward_pays_for_tasks_and_expires_like_any_other_credits() {
        ledger.rewards().dailySignIn(ALICE);
        charge(ALICE, 4, "task-1");
        clock.set("2026-07-15T10:00:00Z");

        assertThat(ledger.balance(ALICE)).hasAvailable(0);
        assertThat(ledger.expire().credits()).isEqualTo(6);
    }
}
