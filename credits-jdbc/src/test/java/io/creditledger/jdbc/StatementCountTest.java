package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static io.creditledger.jdbc.LedgerDatabase.BOB;
import static io.creditledger.jdbc.LedgerDatabase.chargeOf;
import static io.creditledger.jdbc.LedgerDatabase.grantOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.creditledger.AccountNotFoundException;
import io.creditledger.ChargeReceipt;
import io.creditledger.CreditLedger;
import io.creditledger.Credits;
import io.creditledger.Expiry;
import io.creditledger.IdempotencyConflictException;
import io.creditledger.InsufficientCreditsException;
import io.creditledger.spi.CreditStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often each operation goes to PostgreSQL. A transaction begins with its first statement, at no cost of its own. */
class StatementCountTest {
    private static final String LOCK_AND_LOAD = "select; select";
    private static final String LOAD = "select";
    private static final String WRITE_AND_COMMIT = "with; commit";

    private final LedgerDatabase database = LedgerDatabase.emptied(TestDatabase.POSTGRESQL);
    private final StatementLog log = new StatementLog();
    private final JdbcCreditLedger ledger = database.impatientLedger(log.on(database.dataSource()));

    @BeforeEach
    void grantHundred() {
        ledger.open(ALICE);
        ledger.grant(grantOf(ALICE, 100, "purchase-1"));
        log.forget();
    }

    @AfterEach
    void audit() {
        database.assertInvariants();
    }

    @Test
    void a_charge_locks_and_loads_in_one_round_trip_and_writes_and_commits_in_another() {
        ledger.charge(chargeOf(ALICE, 30, "task-1"));

        assertThat(log.roundTrips()).containsExactly(LOCK_AND_LOAD, WRITE_AND_COMMIT);
    }

    @Test
    void the_account_is_locked_alone_before_anything_else_is_read() {
        ledger.charge(chargeOf(ALICE, 30, "task-1"));

        assertThat(log.statements())
                .satisfiesExactly(
                        lock -> assertThat(lock)
                                .contains("credit_account", "for no key update")
                                .doesNotContain("credit_grant", "credit_entry"),
                        load -> assertThat(load).contains("credit_grant", "credit_entry"),
                        write -> assertThat(write)
                                .contains("update credit_account", "update credit_grant", "insert into credit_entry")
                                .doesNotContain("unnest"));
    }

    @Test
    void a_charge_over_ten_grants_needs_no_more_statements_than_one_over_one() {
        for (int purchase = 2; purchase <= 10; purchase++) {
            ledger.grant(grantOf(ALICE, 100, "purchase-" + purchase));
        }
        log.forget();

        ChargeReceipt receipt = ledger.charge(chargeOf(ALICE, 1_000, "task-1"));

        assertThat(receipt.charge().allocations()).hasSize(10);
        assertThat(log.roundTrips()).containsExactly(LOCK_AND_LOAD, WRITE_AND_COMMIT);
    }

    @Test
    void a_charge_over_more_grants_than_a_page_reads_another_page_and_writes_as_often() {
        for (int purchase = 2; purchase <= 40; purchase++) {
            ledger.grant(grantOf(ALICE, 100, "purchase-" + purchase));
        }
        log.forget();

        ChargeReceipt receipt = ledger.charge(chargeOf(ALICE, 3_950, "task-1"));

        assertThat(receipt.charge().allocations()).hasSize(40);
        assertThat(log.roundTrips()).containsExactly(LOCK_AND_LOAD, LOAD, WRITE_AND_COMMIT);
    }

    @Test
    void grants_that_become_effective_much_later_are_not_read() {
        Instant later = database.clock.instant().plusSeconds(86_401);
        for (int month = 1; month <= 40; month++) {
            ledger.grant(grantOf(ALICE, 100, "month-" + month)
                    .effectiveFrom(later)
                    .expiring(Expiry.at(later.plusSeconds(month))));
        }
        log.forget();

        ledger.charge(chargeOf(ALICE, 30, "task-1"));

        assertThat(log.roundTrips()).containsExactly(LOCK_AND_LOAD, WRITE_AND_COMMIT);
    }

    @Test
    void a_sweep_reads_what_is_due_once() {
        database.clock.advance(Duration.ofDays(400));

        assertThat(ledger.expire().grants()).isEqualTo(1);

        assertThat(log.roundTrips().subList(0, 4)).containsExactly("select", "select", LOAD, WRITE_AND_COMMIT);
    }

    @Test
    void charges_of_two_hundred_accounts_are_the_very_statements_of_charges_of_two() {
        List<String> ofTwo = statementsOfCharges(2);

        assertThat(ofTwo).hasSize(3);
        assertThat(statementsOfCharges(200)).isEqualTo(ofTwo);
    }

    /** A charge of each account, in one transaction, after each was opened and given two grants. */
    private List<String> statementsOfCharges(int accounts) {
        LedgerDatabase.emptied(TestDatabase.POSTGRESQL);
        RecordedAccounts recorded = new RecordedAccounts(accounts, 2);
        CreditStore store = new JdbcStore(
                OwnTransactions.on(log.on(database.dataSource()), database.dialect(), false, Backoff.DEFAULT),
                database.dialect());
        store.transact(transaction -> {
            transaction.createIfAbsent(recorded.accounts());
            return true;
        });
        for (int round = 0; round <= 3; round++) {
            log.forget();
            commit(store, recorded, round);
        }
        return log.statements();
    }

    private static void commit(CreditStore store, RecordedAccounts recorded, int round) {
        store.transact(transaction -> {
            transaction.lock(recorded.accounts());
            transaction.load(recorded.demands(round));
            transaction.write(recorded.changes(round));
            return true;
        });
    }

    @Test
    void a_charge_of_nothing_writes_no_grant() {
        ledger.charge(chargeOf(ALICE, 0, "task-1"));

        assertThat(log.statements())
                .last(STRING)
                .contains("insert into credit_entry")
                .doesNotContain("credit_grant");
    }

    @Test
    void a_replay_writes_nothing() {
        ledger.charge(chargeOf(ALICE, 30, "task-1"));
        log.forget();

        assertThat(ledger.charge(chargeOf(ALICE, 30, "task-1")).isReplay()).isTrue();

        assertThat(log.roundTrips()).containsExactly(LOCK_AND_LOAD, LOAD, "commit");
    }

    @Test
    void a_refused_charge_writes_nothing() {
        assertThatThrownBy(() -> ledger.charge(chargeOf(ALICE, 101, "task-1")))
                .isInstanceOf(InsufficientCreditsException.class);

        assertThat(log.roundTrips()).containsExactly(LOCK_AND_LOAD, "commit");
    }

    @Test
    void a_conflicting_charge_writes_nothing() {
        assertThatThrownBy(() -> ledger.charge(chargeOf(ALICE, 30, "purchase-1")))
                .isInstanceOf(IdempotencyConflictException.class);

        assertThat(log.roundTrips()).containsExactly(LOCK_AND_LOAD, LOAD, "commit");
    }

    @Test
    void a_charge_of_an_unknown_account_only_looks_for_it() {
        assertThatThrownBy(() -> ledger.charge(chargeOf(BOB, 30, "task-1")))
                .isInstanceOf(AccountNotFoundException.class);

        assertThat(log.roundTrips()).containsExactly(LOCK_AND_LOAD, "commit");
    }

    @Test
    void a_grant_takes_as_many_round_trips_as_a_charge() {
        ledger.grant(grantOf(ALICE, 100, "purchase-2"));

        assertThat(log.roundTrips()).containsExactly(LOCK_AND_LOAD, WRITE_AND_COMMIT);
    }

    @Test
    void opening_makes_the_row_that_it_locks() {
        ledger.open(BOB);

        assertThat(log.roundTrips()).containsExactly("insert", LOCK_AND_LOAD, WRITE_AND_COMMIT);
    }

    @Test
    void a_balance_is_one_query() {
        ledger.balance(ALICE);

        assertThat(log.roundTrips()).containsExactly("select");
    }

    @Test
    void a_quote_is_one_query() {
        ledger.quote(ALICE, Credits.of(30));

        assertThat(log.roundTrips()).containsExactly("select");
    }

    @Test
    void a_joined_charge_costs_what_a_charge_costs_without_the_commit() throws SQLException {
        try (Connection connection = log.on(database.dataSource()).getConnection()) {
            connection.setAutoCommit(false);
            CreditLedger joined = ledger.joining(connection);
            log.forget();

            joined.charge(chargeOf(ALICE, 30, "task-1"));

            assertThat(log.roundTrips()).containsExactly(LOCK_AND_LOAD, "with");
            connection.commit();
        }
    }
}
