package io.creditledger.testkit.contract;

import static io.creditledger.testkit.CreditAssertions.allocation;
import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.AccountNotFoundException;
import io.creditledger.CreditLedger;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.EntryType;
import io.creditledger.OpenAccount;
import io.creditledger.OpenReceipt;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What opening an account promises. */
abstract class OpeningContract extends ContractSuite {
    private CreditLedger generous() {
        return fixture.ledger(CreditPolicy.defaults(), clock);
    }

    @Test
    void an_opened_account_has_the_sign_up_credits_of_the_policy() {
        CreditLedger generous = generous();

        OpenReceipt receipt = generous.open(ALICE);

        assertThat(receipt).isNew().wasOpenedAt(clock.instant()).hasSignUpCredits(100);
        assertThat(generous.balance(ALICE)).hasAvailable(100);
    }

    @Test
    void sign_up_credits_are_a_grant_like_others() {
        CreditLedger generous = generous();
        generous.open(ALICE);

        assertThat(charge(ALICE, 30, "task-1")).isPaidBy(allocation(OpenAccount.KEY.value(), 30));
        assertThat(current(ALICE, OpenAccount.KEY.value()))
                .hasSource("sign-up")
                .hasAmount(100)
                .hasRemaining(70)
                .hasPriority(0)
                .isEffectiveFrom(clock.instant())
                .expiresAt(Instant.parse("2026-07-15T10:00:00Z"));
    }

    @Test
    void an_account_without_sign_up_credits_has_nothing() {
        assertThat(ledger.open(ALICE)).isNew().hasSignUpCredits(0);

        assertThat(ledger.balance(ALICE))
                .hasAvailable(0)
                .hasNotYetEffective(0)
                .hasHeld(0)
                .hasDebt(0)
                .neverExpires();
        assertThat(journal(ALICE)).extracting(Entry::type).containsExactly(EntryType.OPEN);
    }

    @Test
    void the_opening_and_its_credits_are_one_transaction() {
        generous().open(ALICE);

        assertThat(journal(ALICE)).extracting(Entry::type).containsExactly(EntryType.OPEN, EntryType.GRANT);
        assertThat(journal(ALICE)).extracting(Entry::seq).containsOnly(1L);
        assertThat(journal(ALICE)).extracting(Entry::line).containsExactly(0, 1);
    }

    @Test
    void opening_an_account_again_changes_nothing_and_returns_the_first_opening() {
        CreditLedger generous = generous();
        OpenReceipt first = generous.open(ALICE);
        charge(ALICE, 30, "task-1");
        clock.advance(Duration.ofDays(1));
        StoreContents before = contents();

        OpenReceipt second = generous.open(ALICE);

        assertThat(second).isEqualTo(new OpenReceipt(ALICE, first.openedAt(), first.grant(), true));
        assertThat(generous.balance(ALICE)).hasAvailable(70);
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void opening_again_when_the_sign_up_credits_have_expired_gives_no_new_ones() {
        CreditLedger generous = generous();
        OpenReceipt first = generous.open(ALICE);
        clock.advance(Duration.ofDays(365));
        generous.expire();

        OpenReceipt second = generous.open(ALICE);

        assertThat(second).isReplay();
        assertThat(second.signUpGrant()).isEqualTo(first.signUpGrant());
        assertThat(generous.balance(ALICE)).hasAvailable(0);
    }

    @Test
    void a_later_policy_gives_an_open_account_nothing() {
        open(ALICE);

        assertThat(generous().open(ALICE)).isReplay().hasSignUpCredits(0);
        assertThat(ledger.balance(ALICE)).hasAvailable(0);
    }

    @Test
    void every_account_has_its_own_sign_up_credits() {
        CreditLedger generous = generous();
        generous.open(ALICE);
        generous.open(BOB);

        charge(ALICE, 100, "task-1");

        assertThat(generous.balance(ALICE)).hasAvailable(0);
        assertThat(generous.balance(BOB)).hasAvailable(100);
    }

    @Test
    void an_account_that_was_never_opened_is_refused_by_name() {
        open(ALICE);

        assertThatThrownBy(() -> charge(BOB, 1, "task-1"))
                .isInstanceOfSatisfying(
                        AccountNotFoundException.class,
                        refusal -> assertThat(refusal.account()).isEqualTo(BOB))
                .hasMessage("account 'bob' was never opened; open it first");
        assertThat(ledger.balance(ALICE).available()).isEqualTo(Credits.ZERO);
    }
}
