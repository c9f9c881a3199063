package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static io.creditledger.jdbc.LedgerDatabase.BOB;
import static io.creditledger.jdbc.LedgerDatabase.chargeOf;
import static io.creditledger.jdbc.LedgerDatabase.grantOf;
import static io.creditledger.jdbc.Threads.result;
import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.Allocation;
import io.creditledger.BulkResult;
import io.creditledger.ChargeReceipt;
import io.creditledger.Credits;
import io.creditledger.Expiry;
import io.creditledger.Grant;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Charges of remembered accounts that somebody else has locked: time goes on while they wait. */
@EveryDatabase
class RememberedLocksTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
    private static final Instant SOON = NOW.plus(Duration.ofHours(1));
    private static final Instant FEBRUARY = Instant.parse("2026-02-01T00:00:00Z");

    private final LedgerDatabase database;
    private final JdbcCreditLedger ledger;
    private final Threads threads = new Threads();

    RememberedLocksTest(TestDatabase server) {
        database = LedgerDatabase.emptied(server);
        ledger = database.ledger();
    }

    /** What the transaction of the host comes to that has locked an account. */
    enum Host {
        ONLY_LOCKS {
            @Override
            void change(JdbcCreditLedger ledger, Connection host) throws SQLException {
                TestDatabase.execute(
                        host, "select account_id from credit_account where account_id = 'alice' for update");
            }

            @Override
            void end(Connection host) throws SQLException {
                host.commit();
            }
        },
        ROLLS_BACK {
            @Override
            void change(JdbcCreditLedger ledger, Connection host) {
                ledger.joining(host).charge(chargeOf(ALICE, 5, "order-1"));
            }

            @Override
            void end(Connection host) throws SQLException {
                host.rollback();
            }
        },
        COMMITS {
            @Override
            void change(JdbcCreditLedger ledger, Connection host) {
                ledger.joining(host).charge(chargeOf(ALICE, 5, "order-1"));
            }

            @Override
            void end(Connection host) throws SQLException {
                host.commit();
            }
        };

        abstract void change(JdbcCreditLedger ledger, Connection host) throws SQLException;

        abstract void end(Connection host) throws SQLException;
    }

    @AfterEach
    void audit() {
        threads.close();
        database.assertInvariants();
    }

    @ParameterizedTest
    @EnumSource
    void a_remembered_grant_that_expires_while_the_lock_is_awaited_is_not_spent(Host end) throws SQLException {
        Grant purchase = remembered(ALICE);
        try (Connection host = database.hostTransaction()) {
            end.change(ledger, host);
            Future<ChargeReceipt> waiting = threads.start(() -> ledger.charge(chargeOf(ALICE, 60, "task-1")));
            database.awaitLockWait();
            database.clock.set(SOON);
            end.end(host);

            ChargeReceipt receipt = result(waiting);
            assertThat(receipt).isNew().isPaidBy(new Allocation(purchase.id(), Credits.of(60)));
            assertThat(receipt.charge().chargedAt()).isEqualTo(SOON);
        }
        assertThat(ledger.balance(ALICE)).hasAvailable(40);
    }

    @ParameterizedTest
    @EnumSource
    void a_grant_that_becomes_effective_while_the_lock_is_awaited_is_spent(Host end) throws SQLException {
        remembered(ALICE);
        Instant effective = NOW.plus(ReadSoFar.READ_AHEAD).plusSeconds(1);
        Grant gift = database.ledger()
                .grant(grantOf(ALICE, 20, "later").effectiveFrom(effective).expiring(Expiry.at(FEBRUARY)))
                .grant();
        for (int charge = 0; charge <= KnownGrants.CALM; charge++) {
            ledger.charge(chargeOf(ALICE, 1, "calm-" + charge));
        }
        try (Connection host = database.hostTransaction()) {
            end.change(ledger, host);
            Future<ChargeReceipt> waiting = threads.start(() -> ledger.charge(chargeOf(ALICE, 20, "task-1")));
            database.awaitLockWait();
            database.clock.set(effective);
            end.end(host);

            assertThat(result(waiting)).isNew().isPaidBy(new Allocation(gift.id(), Credits.of(20)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_batch_that_waits_for_one_account_is_decided_for_the_others_at_the_instant_after_the_lock_too(Host end)
            throws SQLException {
        remembered(ALICE);
        remembered(BOB);
        try (Connection host = database.hostTransaction()) {
            end.change(ledger, host);
            Future<BulkResult> waiting = threads.start(() -> ledger.chargeAll(
                    List.of(
                            chargeOf(BOB, 100, "task-1"),
                            chargeOf(BOB, 1, "task-2"),
                            chargeOf(ALICE, 100, "task-1"),
                            chargeOf(ALICE, 1, "task-2")),
                    outcome -> {}));
            database.awaitLockWait();
            database.clock.set(SOON);
            end.end(host);

            assertThat(result(waiting)).isEqualTo(new BulkResult(2, 0, 2));
        }
        assertThat(ledger.balance(ALICE)).hasAvailable(0);
        assertThat(ledger.balance(BOB)).hasAvailable(0);
    }

    @Test
    void a_batch_that_waits_for_one_account_holds_no_other_that_others_wait_for_in_vain() throws SQLException {
        remembered(ALICE);
        remembered(BOB);
        try (Connection host = database.hostTransaction()) {
            Host.ROLLS_BACK.change(ledger, host);
            Future<BulkResult> waiting = threads.start(() -> ledger.chargeAll(
                    List.of(chargeOf(BOB, 10, "task-1"), chargeOf(ALICE, 10, "task-1")), outcome -> {}));
            database.awaitLockWait();

            assertThat(database.ledger().charge(chargeOf(BOB, 10, "task-2"))).isNew();
            Host.ROLLS_BACK.end(host);

            assertThat(result(waiting)).isEqualTo(new BulkResult(2, 0, 0));
        }
        assertThat(ledger.balance(BOB)).hasAvailable(120);
    }

    /** An account with forty credits that expire soon and a hundred that do not, of which the latter are returned. */
    private Grant remembered(AccountId account) {
        ledger.open(account);
        Grant purchase = ledger.grant(grantOf(account, 100, "purchase-1")).grant();
        ledger.grant(grantOf(account, 50, "gift").expiring(Expiry.at(SOON)));
        ledger.charge(chargeOf(account, 10, "task-0"));
        return purchase;
    }
}
