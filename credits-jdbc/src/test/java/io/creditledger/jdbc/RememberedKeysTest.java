package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static io.creditledger.jdbc.LedgerDatabase.BOB;
import static io.creditledger.jdbc.LedgerDatabase.chargeOf;
import static io.creditledger.jdbc.LedgerDatabase.grantOf;
import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.AccountId;
import io.creditledger.BulkOutcome;
import io.creditledger.BulkResult;
import io.creditledger.ChargeCredits;
import io.creditledger.ChargeReceipt;
import io.creditledger.CreditOverflowException;
import io.creditledger.IdempotencyConflictException;
import io.creditledger.InsufficientCreditsException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys that were used before, of accounts that a ledger remembers, with the key or without it. */
@EveryDatabase
class RememberedKeysTest {
    private static final int FORGOTTEN = 3;
    private static final int USED = KnownGrants.MOST_KEYS + FORGOTTEN;

    private final LedgerDatabase database;

    RememberedKeysTest(TestDatabase server) {
        database = LedgerDatabase.emptied(server);
    }

    @AfterEach
    void audit() {
        database.assertInvariants();
    }

    @ParameterizedTest
    @EnumSource
    void a_charge_is_replayed_however_long_ago_it_was(CommitMode mode) {
        try (JdbcCreditLedger ledger = remembering(mode)) {
            for (int used = 1; used <= USED; used++) {
                ChargeReceipt again = ledger.charge(chargeOf(ALICE, 10, "task-" + used));

                assertThat(again).isReplay().hasAmount(10);
            }
            assertThat(ledger.charge(chargeOf(ALICE, 10, "task-12"))).isNew();
            assertThat(ledger.balance(ALICE)).hasAvailable(880);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_charge_is_replayed_and_not_refused_when_too_little_is_left(CommitMode mode) {
        try (JdbcCreditLedger ledger = remembering(mode)) {
            ledger.charge(chargeOf(ALICE, 885, "the-rest"));

            assertThat(ledger.charge(chargeOf(ALICE, 10, "task-1"))).isReplay();
            assertThatThrownBy(() -> ledger.charge(chargeOf(ALICE, 10, "task-12")))
                    .isInstanceOf(InsufficientCreditsException.class);
            assertThat(ledger.charge(chargeOf(ALICE, 885, "the-rest"))).isReplay();
            assertThat(ledger.balance(ALICE)).hasAvailable(5);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_charge_of_another_node_is_replayed_also_when_the_account_was_read_since(CommitMode mode) {
        try (JdbcCreditLedger ledger = remembering(mode)) {
            ChargeReceipt first = database.ledger().charge(chargeOf(ALICE, 30, "elsewhere-1"));
            ChargeReceipt second = database.ledger().charge(chargeOf(ALICE, 40, "elsewhere-2"));
            assertThat(ledger.charge(chargeOf(ALICE, 30, "elsewhere-1"))).isReplay();
            for (int charge = 0; charge <= KnownGrants.CALM; charge++) {
                ledger.charge(chargeOf(ALICE, 1, "calm-" + charge));
            }

            ChargeReceipt again = ledger.charge(chargeOf(ALICE, 40, "elsewhere-2"));

            assertThat(again.isReplay()).isTrue();
            assertThat(again.charge()).isEqualTo(second.charge()).isNotEqualTo(first.charge());
            assertThat(ledger.balance(ALICE)).hasAvailable(1_000 - 10L * USED - 70 - KnownGrants.CALM - 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void another_content_under_a_used_key_is_a_conflict_and_changes_nothing(CommitMode mode) {
        try (JdbcCreditLedger ledger = remembering(mode)) {
            long before = entries();
            for (int used = 1; used <= USED; used++) {
                ChargeCredits other = chargeOf(ALICE, 11, "task-" + used);

                assertThatThrownBy(() -> ledger.charge(other))
                        .isInstanceOfSatisfying(
                                IdempotencyConflictException.class,
                                conflict -> assertThat(conflict.key()).isEqualTo(other.key()));
            }
            assertThatThrownBy(() -> ledger.grant(grantOf(ALICE, 10, "task-1")))
                    .isInstanceOf(IdempotencyConflictException.class);
            assertThat(entries()).isEqualTo(before);
            assertThat(ledger.balance(ALICE)).hasAvailable(890);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_grant_is_replayed_however_long_ago_it_was(CommitMode mode) {
        try (JdbcCreditLedger ledger = remembering(mode)) {
            assertThat(ledger.grant(grantOf(ALICE, 1_000, "purchase-1"))).isReplay();
            assertThat(ledger.grant(grantOf(ALICE, 5, "purchase-2"))).isNew();

            assertThat(ledger.balance(ALICE)).hasAvailable(895);
        }
    }

    /** Such a command is refused unless its key is known, and a refusal inserts no entry, which would prove the key. */
    @ParameterizedTest
    @EnumSource
    void a_grant_is_replayed_also_when_another_like_it_would_be_too_much_for_the_account(CommitMode mode) {
        try (JdbcCreditLedger ledger = remembering(mode)) {
            long most = Long.MAX_VALUE - 2_000;
            ledger.grant(grantOf(ALICE, most, "huge"));
            for (int used = 1; used <= USED; used++) {
                ledger.charge(chargeOf(ALICE, 10, "later-" + used));
            }

            assertThat(ledger.grant(grantOf(ALICE, most, "huge"))).isReplay();
            assertThatThrownBy(() -> ledger.grant(grantOf(ALICE, most - 1, "huge")))
                    .isInstanceOf(IdempotencyConflictException.class);
            assertThatThrownBy(() -> ledger.grant(grantOf(ALICE, most, "another")))
                    .isInstanceOf(CreditOverflowException.class);
            assertThat(ledger.balance(ALICE)).hasAvailable(most + 890 - 10L * USED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void in_a_batch_a_forgotten_key_is_replayed_and_its_neighbours_are_done_once(CommitMode mode) {
        try (JdbcCreditLedger ledger = remembering(mode)) {
            List<BulkOutcome<ChargeCredits, ChargeReceipt>> outcomes = new ArrayList<>();

            BulkResult result = ledger.chargeAll(
                    List.of(
                            chargeOf(BOB, 20, "new-1"),
                            chargeOf(ALICE, 20, "new-1"),
                            chargeOf(ALICE, 10, "task-1"),
                            chargeOf(ALICE, 20, "new-2"),
                            chargeOf(ALICE, 20, "new-1"),
                            chargeOf(BOB, 10, "task-2")),
                    outcomes::add);

            assertThat(result).isEqualTo(new BulkResult(3, 3, 0));
            assertThat(outcomes).extracting(BulkOutcome::index).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
            assertThat(ledger.balance(ALICE)).hasAvailable(850);
            assertThat(ledger.balance(BOB)).hasAvailable(870);
        }
    }

    @ParameterizedTest
    @EnumSource
    void in_a_batch_a_conflict_and_a_shortage_disturb_no_neighbour(CommitMode mode) {
        try (JdbcCreditLedger ledger = remembering(mode)) {
            List<BulkOutcome<ChargeCredits, ChargeReceipt>> outcomes = new ArrayList<>();

            BulkResult result = ledger.chargeAll(
                    List.of(
                            chargeOf(BOB, 20, "new-1"),
                            chargeOf(ALICE, 11, "task-1"),
                            chargeOf(ALICE, 2_000, "new-1"),
                            chargeOf(ALICE, 20, "new-2")),
                    outcomes::add);

            assertThat(result).isEqualTo(new BulkResult(2, 0, 2));
            assertThat(outcomes.subList(1, 3))
                    .extracting(outcome -> ((BulkOutcome.Refused<?, ?>) outcome).reason())
                    .satisfiesExactly(
                            conflict -> assertThat(conflict).isInstanceOf(IdempotencyConflictException.class),
                            shortage -> assertThat(shortage).isInstanceOf(InsufficientCreditsException.class));
            assertThat(ledger.balance(ALICE)).hasAvailable(870);
            assertThat(ledger.balance(BOB)).hasAvailable(870);
        }
    }

    @Test
    void a_charge_of_nothing_uses_its_key() {
        try (JdbcCreditLedger ledger = remembering(CommitMode.DIRECT)) {
            assertThat(ledger.charge(chargeOf(ALICE, 0, "free"))).isNew().hasAmount(0);
            for (int charge = 1; charge <= USED; charge++) {
                ledger.charge(chargeOf(ALICE, 1, "later-" + charge));
            }

            assertThat(ledger.charge(chargeOf(ALICE, 0, "free"))).isReplay();
            assertThatThrownBy(() -> ledger.charge(chargeOf(ALICE, 1, "free")))
                    .isInstanceOf(IdempotencyConflictException.class);
            assertThat(ledger.balance(ALICE)).hasAvailable(890L - USED);
        }
    }

    /** A ledger that has charged two accounts more often than it remembers keys; 890 credits are left of each. */
    private JdbcCreditLedger remembering(CommitMode mode) {
        JdbcCreditLedger ledger = mode.ledger(database);
        List<ChargeCredits> charges = new ArrayList<>();
        for (AccountId account : new AccountId[] {ALICE, BOB}) {
            ledger.open(account);
            ledger.grant(grantOf(account, 1_000, "purchase-1"));
            for (int used = 1; used <= USED; used++) {
                charges.add(chargeOf(account, 10, "task-" + used));
            }
        }
        assertThat(ledger.chargeAll(charges, outcome -> {}).done()).isEqualTo(2L * USED);
        return ledger;
    }

    private long entries() {
        return database.count("select count(*) from credit_entry");
    }
}
