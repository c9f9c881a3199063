package io.creditledger.engine;

import static io.creditledger.Fixtures.ALICE;
import static io.creditledger.Fixtures.NOON;
import static io.creditledger.Fixtures.absent;
import static io.creditledger.Fixtures.chargeCredits;
import static io.creditledger.Fixtures.grantCredits;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.creditledger.GrantQuery;
import io.creditledger.LedgerTime;
import org.junit.jupiter.api.Test;

class LedgerInputTest extends StoredLedgerSuite {
    @Test
    void nulls_are_refused_by_name() {
        assertThatNullPointerException().isThrownBy(() -> ledger.open(absent())).withMessage("account");
        assertThatNullPointerException()
                .isThrownBy(() -> ledger.grant(absent()))
                .withMessage("grant");
        assertThatNullPointerException()
                .isThrownBy(() -> ledger.charge(absent()))
                .withMessage("charge");
        assertThatNullPointerException()
                .isThrownBy(() -> ledger.quote(ALICE, absent()))
                .withMessage("amount");
        assertThatNullPointerException()
                .isThrownBy(() -> ledger.balance(absent()))
                .withMessage("account");
        assertThatNullPointerException()
                .isThrownBy(() -> ledger.balanceAsOf(absent(), NOON))
                .withMessage("account");
        assertThatNullPointerException()
                .isThrownBy(() -> ledger.balanceAsOf(ALICE, absent()))
                .withMessage("instant");
        assertThatNullPointerException()
                .isThrownBy(() -> ledger.forecast(ALICE, absent()))
                .withMessage("instant");
        assertThatNullPointerException()
                .isThrownBy(() -> ledger.grants(absent(), GrantQuery.all()))
                .withMessage("account");
        assertThatNullPointerException()
                .isThrownBy(() -> ledger.grants(ALICE, absent()))
                .withMessage("query");
        assertThatNullPointerException()
                .isThrownBy(() -> ledger.history(ALICE, absent()))
                .withMessage("query");
        assertThatNullPointerException()
                .isThrownBy(() -> ledger.expire(absent()))
                .withMessage("sweep");
    }

    @Test
    void a_clock_beyond_what_the_databases_hold_is_refused() {
        now = LedgerTime.MAX.plusNanos(1000);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> grantCredits(1, "k").effectiveFrom(now))
                .withMessageStartingWith("effective must lie between");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ledger.charge(chargeCredits(0, "k")))
                .withMessageStartingWith("instants must lie between");
    }
}
