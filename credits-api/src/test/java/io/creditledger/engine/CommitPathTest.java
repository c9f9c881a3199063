package io.creditledger.engine;

import static io.creditledger.Fixtures.ALICE;
import static io.creditledger.Fixtures.BOB;
import static io.creditledger.Fixtures.NOON;
import static io.creditledger.Fixtures.TOMORROW;
import static io.creditledger.Fixtures.YESTERDAY;
import static io.creditledger.Fixtures.chargeCredits;
import static io.creditledger.Fixtures.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.creditledger.AccountId;
import io.creditledger.AccountNotFoundException;
import io.creditledger.ChargeReceipt;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.Expiry;
import io.creditledger.InsufficientCreditsException;
import io.creditledger.OpenReceipt;
import io.creditledger.spi.Demand;
import io.creditledger.spi.Loaded;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a change asks of the store and of the clock. */
class CommitPathTest extends StoredLedgerSuite {
    @Test
    void goes_one_path_from_the_lock_to_the_write() {
        grant(50, "order:1", Expiry.never());

        ledger.charge(ALICE, Credits.of(20), key("task:1"));

        assertThat(store.verbs).containsExactly("expect", "lock", "load", "write");
    }

    @Test
    void makes_a_row_to_lock_for_an_account_that_is_opened() {
        assertThat(ledger.open(BOB)).isEqualTo(new OpenReceipt(BOB, NOON, null, false));

        assertThat(store.verbs).containsExactly("createIfAbsent", "expect", "lock", "load", "write");
    }

    @Test
    void writes_nothing_for_a_replay() {
        grant(50, "order:1", Expiry.never());
        ChargeReceipt first = ledger.charge(ALICE, Credits.of(20), key("task:1"));
        now = TOMORROW;

        ChargeReceipt second = ledger.charge(ALICE, Credits.of(20), key("task:1"));

        assertThat(second).isEqualTo(new ChargeReceipt(first.charge(), true));
        assertThat(store.verbs).containsExactly("expect", "lock", "load");
    }

    @Test
    void writes_nothing_for_a_refusal() {
        assertThatExceptionOfType(InsufficientCreditsException.class)
                .isThrownBy(() -> ledger.charge(chargeCredits(1, "task:1")));

        assertThat(store.verbs).containsExactly("expect", "lock", "load");
    }

    @Test
    void loads_nothing_for_an_account_that_is_not_there() {
        assertThatExceptionOfType(AccountNotFoundException.class)
                .isThrownBy(() -> ledger.charge(BOB, Credits.of(1), key("task:1")));

        assertThat(store.verbs).containsExactly("expect", "lock");
    }

    @Test
    void cuts_time_to_microseconds() {
        now = NOON.plusNanos(1_999);

        assertThat(grant(1, "order:1", Expiry.never()).effective()).isEqualTo(NOON.plusNanos(1_000));
    }

    @Test
    void never_goes_back_in_time() {
        grant(50, "order:1", Expiry.never());
        now = YESTERDAY;

        ChargeReceipt receipt = ledger.charge(ALICE, Credits.of(20), key("task:1"));

        assertThat(receipt.charge().chargedAt()).isEqualTo(NOON);
    }

    @Test
    void finds_a_store_that_does_not_answer() {
        StoredLedger silent = new StoredLedger(
                new JournalStore() {
                    @Override
                    public Map<AccountId, Loaded> load(List<Demand> demands) {
                        return Map.of();
                    }
                },
                CreditPolicy.defaults(),
                () -> now);

        assertThatIllegalStateException()
                .isThrownBy(() -> silent.open(ALICE))
                .withMessage("the store did not answer the demand for alice");
    }
}
