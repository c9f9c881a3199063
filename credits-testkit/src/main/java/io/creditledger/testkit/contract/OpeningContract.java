package io.creditledger.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.AccountNotFoundException;
import io.creditledger.CreditLedger;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.OpenReceipt;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What opening an account promises. */
abstract class OpeningContract extends ContractSuite {
    @Test
    void an_opened_account_has_the_sign_up_credits_of_the_policy() {
        CreditLedger generous = fixture.ledger(CreditPolicy.defaults(), clock);

        OpenReceipt receipt = generous.open(ALICE);

        assertThat(receipt.isReplay()).isFalse();
        assertThat(receipt.openedAt()).isEqualTo(clock.instant());
        assertThat(receipt.signUpGrant())
                .hasValueSatisfying(grant -> assertThat(grant.remaining()).isEqualTo(Credits.of(100)));
        assertThat(generous.balance(ALICE).available()).isEqualTo(Credits.of(100));
    }

    @Test
    void opening_an_account_again_changes_nothing_and_returns_the_first_opening() {
        CreditLedger generous = fixture.ledger(CreditPolicy.defaults(), clock);
        OpenReceipt first = generous.open(ALICE);
        charge(ALICE, 30, "task-1");
        clock.advance(Duration.ofDays(1));

        OpenReceipt second = generous.open(ALICE);

        assertThat(second).isEqualTo(new OpenReceipt(ALICE, first.openedAt(), first.grant(), true));
        assertThat(generous.balance(ALICE).available()).isEqualTo(Credits.of(70));
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
