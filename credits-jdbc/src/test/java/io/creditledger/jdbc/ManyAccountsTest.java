package io.creditledger.jdbc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.ConsumptionOrder;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.GrantQuery;
import io.creditledger.LedgerTime;
import io.creditledger.TaskQuery;
import io.creditledger.spi.CreditStore;
import io.creditledger.spi.Demand;
import io.creditledger.spi.Loaded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Batches of 200 accounts, as committers of many callers and importers make them. */
@EveryDatabase
class ManyAccountsTest {
    private static final int ACCOUNTS = 200;
    private static final RecordedAccounts RICH = new RecordedAccounts(ACCOUNTS, 18);

    /** The charge of half of the accounts that needs a second page of grants, a replay, and the completion of a task. */
    private static final Set<Integer> LOOKED_AT = Set.of(20, 21, 23);

    private static final RecordedAccounts POOR = new RecordedAccounts(ACCOUNTS, 2);

    private final TestDatabase server;
    private final LedgerDatabase database;
    private final StatementLog log = new StatementLog();
    private final CreditStore store;

    ManyAccountsTest(TestDatabase server) {
        this.server = server;
        database = LedgerDatabase.emptied(server);
        Dialect dialect = database.dialect();
        store = new JdbcStore(
                OwnTransactions.on(log.on(database.dataSource()), dialect, false, Backoff.DEFAULT), dialect);
    }

    @Test
    void what_they_demand_and_change_at_once_is_what_each_does_alone() {
        for (int round = 0; round < RICH.rounds(); round++) {
            if (LOOKED_AT.contains(round)) {
                assertLoadedAlike(RICH.demands(round));
            }
            doRound(RICH, round);
        }

        for (AccountId account : RICH.accounts()) {
            assertThat(contents(store, account)).isEqualTo(contents(RICH.memory(), account));
        }
    }

    @Test
    void what_is_due_and_what_is_usable_is_found_for_each_at_its_own_instant_and_in_its_own_order() {
        for (int round = 0; round < 3; round++) {
            doRound(POOR, round);
        }
        List<Demand> demands = new ArrayList<>();
        Instant at = Instant.parse("2026-05-10T00:00:00.000001Z");
        for (Demand demand : POOR.demands(1)) {
            ConsumptionOrder order = demands.size() % 2 == 0
                    ? ConsumptionOrder.SOONEST_EXPIRY_FIRST
                    : ConsumptionOrder.OLDEST_GRANT_FIRST;
            at = at.plus(Duration.ofHours(1));
            demands.add(new Demand(demand.account(), demand.keys(), Set.of(), at, order, Credits.of(5), 1));
        }

        assertLoadedAlike(demands);
    }

    @Test
    void they_are_loaded_and_written_in_few_statements() {
        List<Integer> statements = new ArrayList<>();
        for (int round = 0; round < POOR.rounds(); round++) {
            log.forget();
            doRound(POOR, round);
            statements.add(log.statements().size());
        }

        List<Integer> ofCommands = statements.subList(3, POOR.rounds());
        assertThat(ofCommands)
                .as("a charge, another, the first one again, the start of a task, its completion")
                .hasSize(5);
        if (server == TestDatabase.POSTGRESQL) {
            assertThat(ofCommands).containsExactly(3, 2, 3, 3, 4);
        } else {
            assertThat(ofCommands).allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(14));
        }
    }

    @Test
    void the_one_that_is_left_over_by_a_large_statement_is_written_too() {
        RecordedAccounts many = new RecordedAccounts(UnitedWrites.MOST + 1, 2);
        doRound(many, 0);
        doRound(many, 1);

        assertThat(database.count("select count(*) from credit_account where last_seq = 2"))
                .isEqualTo(UnitedWrites.MOST + 1);
        assertThat(database.count("select count(*) from credit_grant where remaining = 10"))
                .isEqualTo(UnitedWrites.MOST + 1);
        assertThat(database.count("select count(*) from credit_entry")).isEqualTo(2 * (UnitedWrites.MOST + 1));
    }

    /** One step of all accounts, in one transaction. */
    private void doRound(RecordedAccounts recorded, int round) {
        store.transact(transaction -> {
            if (round == 0) {
                transaction.createIfAbsent(recorded.accounts());
            }
            transaction.lock(recorded.accounts());
            transaction.load(recorded.demands(round));
            transaction.write(recorded.changes(round));
            return true;
        });
    }

    private void assertLoadedAlike(List<Demand> demands) {
        Map<AccountId, Loaded> together = store.transact(transaction -> transaction.load(demands));
        Map<AccountId, Loaded> alone = new HashMap<>();
        store.transact(transaction -> {
            demands.forEach(demand -> alone.putAll(transaction.load(List.of(demand))));
            return true;
        });

        assertThat(together).hasSize(ACCOUNTS);
        together.forEach((account, loaded) ->
                assertThat(inAnyOrder(loaded)).isEqualTo(inAnyOrder(requireNonNull(alone.get(account)))));
    }

    private static List<?> inAnyOrder(Loaded loaded) {
        return List.of(loaded.grants().size(), Set.copyOf(loaded.grants()), loaded.earlier(), loaded.tasks());
    }

    /** All that a store knows of an account. */
    private static List<?> contents(CreditStore store, AccountId account) {
        List<Entry> journal = new ArrayList<>();
        store.journal(account, LedgerTime.MAX, journal::add);
        return List.of(
                store.holdings(account).orElseThrow().account(),
                store.grants(account, GrantQuery.all(), 100),
                journal,
                store.tasks(TaskQuery.of(TaskQuery.Kind.ANY).of(account), 100));
    }
}
