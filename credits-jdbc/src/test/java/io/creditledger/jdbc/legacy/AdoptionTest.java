package io.creditledger.jdbc.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.Balance;
import io.creditledger.CreditLedger;
import io.creditledger.Credits;
import io.creditledger.Entry;
import io.creditledger.EntryType;
import io.creditledger.IdempotencyKey;
import io.creditledger.LedgerTime;
import io.creditledger.jdbc.EveryDatabase;
import io.creditledger.jdbc.TestDatabase;
import io.creditledger.jdbc.legacy.LegacyRows.Transaction;
import io.creditledger.jdbc.legacy.LegacyRows.User;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an adoption makes of a host's rows. */
@EveryDatabase
class AdoptionTest {
    private static final AccountId ONE = AccountId.of("1");
    private static final LegacyRows EXAMPLE = new LegacyRows(
            List.of(new User(1, 70L)),
            List.of(
                    new Transaction(1, 1, 100L, Instant.parse("2025-01-31T12:00:00Z")),
                    new Transaction(2, 1, -80L, Instant.parse("2025-02-10T12:00:00Z")),
                    new Transaction(3, 1, 50L, Instant.parse("2025-08-31T12:00:00Z"))),
            List.of());

    private final TestDatabase server;

    AdoptionTest(TestDatabase server) {
        this.server = server;
    }

    @ParameterizedTest
    @EnumSource
    void each_balance_is_what_a_count_of_single_credits_yields(IdType ids) {
        LegacyRows rows = LegacyGenerator.dirty(21, 40, 12).rows();
        AdoptionDatabase database = AdoptionDatabase.with(server, ids, null, rows);

        AdoptionResult result = database.adjusting().adopt();

        assertThat(result.users()).isEqualTo(40);
        assertThat(result.refused()).isEmpty();
        assertThatBalancesAreReplayed(database, ids, rows);
        database.ledgers().assertInvariants();
    }

    @Test
    void timestamps_without_a_zone_are_read_in_the_zone_that_the_host_names() {
        LegacyRows rows = LegacyGenerator.dirty(22, 40, 12).rows();
        ZoneId zone = ZoneId.of("America/New_York");
        AdoptionDatabase database = AdoptionDatabase.with(server, IdType.BIGINT, zone, rows);

        LegacyAdoption.into(database.ledger(), AdoptionSettings.adjusting().withZone(zone))
                .adopt();

        assertThatBalancesAreReplayed(database, IdType.BIGINT, rows);
        database.ledgers().assertInvariants();
    }

    private static void assertThatBalancesAreReplayed(AdoptionDatabase database, IdType ids, LegacyRows rows) {
        CreditLedger ledger = database.ledger();
        for (User user : rows.users()) {
            BruteForce counted = AdoptionDatabase.adjusted(rows, user);
            Balance balance = ledger.balance(AccountId.of(ids.text("users", user.number())));
            assertThat(balance.available().value()).as("credits of %s", user).isEqualTo(counted.balance());
            assertThat(balance.debt().value()).as("debt of %s", user).isEqualTo(counted.uncovered());
        }
    }

    @Test
    void the_journal_tells_the_history_in_its_order_and_bears_the_run() {
        LegacyRows rows = LegacyGenerator.dirty(23, 10, 20).rows();
        AdoptionDatabase database = AdoptionDatabase.with(server, rows);

        AdoptionResult result = database.adjusting().adopt();

        for (User user : rows.users()) {
            List<Entry> journal = journal(database, AccountId.of("" + user.number()));
            assertThat(journal)
                    .allMatch(entry -> entry.run() != null && entry.run().equals(result.run()));
            assertThat(journal)
                    .allMatch(entry -> entry.recordedAt().equals(AdoptionDatabase.NOW))
                    .filteredOn(entry -> entry.type() != EntryType.EXPIRE)
                    .isSortedAccordingTo(Comparator.comparing(Entry::effectiveAt));
            long told = journal.stream()
                    .filter(entry -> entry.type() != EntryType.EXPIRE && entry.type() != EntryType.REPAY)
                    .mapToLong(Entry::amount)
                    .sum();
            assertThat(told)
                    .as("received and spent, and the difference, of %s", user)
                    .isEqualTo(AdoptionDatabase.difference(rows, user) + explained(rows, user));
        }
    }

    private static long explained(LegacyRows rows, User user) {
        return rows.transactionsOf(user).stream()
                .mapToLong(transaction -> transaction.amount() == null ? 0 : transaction.amount())
                .sum();
    }

    private static List<Entry> journal(AdoptionDatabase database, AccountId account) {
        List<Entry> entries = new ArrayList<>();
        database.ledgers().store().journal(account, LedgerTime.MAX, entries::add);
        return entries;
    }

    @Test
    void nothing_is_lost_that_is_not_reported() {
        LegacyRows rows = LegacyGenerator.dirty(24, 60, 12).rows();
        AdoptionDatabase database = AdoptionDatabase.with(server, rows);

        AdoptionResult result = database.adjusting().adopt();

        long before = rows.users().stream()
                .mapToLong(user -> user.credits() == null ? explained(rows, user) : user.credits())
                .sum();
        long after = database.ledgers().count("select sum(balance - debt) from credit_account");
        assertThat(before).isEqualTo(after + result.expired());
        assertThat(result.receipts() + result.spendings())
                .isEqualTo(database.ledgers()
                        .count("select count(*) from credit_entry where idempotency_key like 'credit:legacy:%'"));
        assertThat(result.adjustmentsGranted() - result.adjustmentsCharged())
                .isEqualTo(rows.users().stream()
                        .mapToLong(user -> AdoptionDatabase.difference(rows, user))
                        .sum());
        assertThat(result.adjustedUsers()).isPositive();
    }

    @Test
    void what_was_spent_of_expired_credits_is_not_taken_from_the_others() {
        AdoptionDatabase database = AdoptionDatabase.with(server, EXAMPLE);

        AdoptionResult result = database.refusing().adopt();

        assertThat(database.ledger().balance(ONE).available()).isEqualTo(Credits.of(50));
        assertThat(result.expired()).isEqualTo(20);
        assertThat(result.refusedUsers()).isZero();
    }

    @Test
    void an_adopted_account_lives_on_like_any_other() {
        AdoptionDatabase database = AdoptionDatabase.with(server, EXAMPLE);
        database.refusing().adopt();
        CreditLedger ledger = database.ledger();

        assertThat(ledger.open(ONE).isReplay()).isTrue();
        assertThat(ledger.charge(ONE, Credits.of(30), IdempotencyKey.of("task:1"))
                        .charge()
                        .allocations())
                .singleElement()
                .matches(paid -> paid.grant().value().equals("credit:legacy:3"));

        assertThat(ledger.balance(ONE).available()).isEqualTo(Credits.of(20));
        assertThat(ledger.balanceAsOf(ONE, AdoptionDatabase.NOW).available()).isEqualTo(Credits.of(20));
        database.ledgers().assertInvariants();
    }

    @Test
    void a_user_whose_balance_is_not_explained_is_refused_and_listed_if_the_host_wants_that() {
        LegacyRows rows = LegacyGenerator.dirty(25, 60, 12).rows();
        AdoptionDatabase database = AdoptionDatabase.with(server, rows);
        List<String> unexplained = rows.users().stream()
                .filter(user -> AdoptionDatabase.difference(rows, user) != 0)
                .map(user -> "" + user.number())
                .toList();

        AdoptionResult result = database.refusing().adopt();

        assertThat(unexplained).isNotEmpty();
        assertThat(result.refused())
                .allMatch(refused -> refused.reason() == RefusalReason.DIFFERENCE)
                .extracting(RefusedUser::user)
                .containsExactlyElementsOf(unexplained);
        assertThat(result.refusedUsers()).isEqualTo(unexplained.size());
        assertThat(database.ledgers().count("select count(*) from credit_account"))
                .isEqualTo(result.users())
                .isEqualTo(60 - unexplained.size());
        database.ledgers().assertInvariants();
    }

    @Test
    void rows_of_nobody_are_left_alone_and_counted() {
        LegacyRows rows = LegacyGenerator.dirty(26, 5, 12).rows();
        AdoptionDatabase database = AdoptionDatabase.with(server, rows);

        AdoptionResult result = database.adjusting().adopt();

        assertThat(result.orphanTransactions())
                .isPositive()
                .isEqualTo(rows.transactions().stream()
                        .filter(transaction -> transaction.user() > 5)
                        .count());
        assertThat(result.orphanTasks())
                .isEqualTo(rows.tasks().stream().filter(task -> task.user() > 5).count());
    }

    @Test
    void adopting_again_does_nothing_until_there_are_new_users() {
        AdoptionDatabase database = AdoptionDatabase.with(server, EXAMPLE);
        database.adjusting().adopt();
        Map<String, List<String>> before = AdoptionDump.of(database.host());

        AdoptionResult again = database.adjusting().adopt();

        assertThat(again.run()).isNull();
        assertThat(AdoptionDump.of(database.host())).isEqualTo(before);

        database.host().insert(new LegacyRows(List.of(new User(2, 5L)), List.of(), List.of()));
        AdoptionResult more = database.adjusting().adopt();

        assertThat(more.users()).isOne();
        assertThat(database.ledger().balance(AccountId.of("2")).available()).isEqualTo(Credits.of(5));
    }

    @Test
    void a_run_that_could_adopt_nobody_leaves_nothing() {
        LegacyRows rows = new LegacyRows(List.of(new User(1, 71L)), List.of(), List.of());
        AdoptionDatabase database = AdoptionDatabase.with(server, rows);
        Map<String, List<String>> before = AdoptionDump.of(database.host());

        AdoptionResult result = database.refusing().adopt();

        assertThat(result.run()).isNull();
        assertThat(result.refused())
                .containsExactly(new RefusedUser(
                        "1", RefusalReason.DIFFERENCE, "users.credits is 71, but the transactions leave 0"));
        assertThat(AdoptionDump.of(database.host())).isEqualTo(before);
    }

    @Test
    void an_account_that_the_ledger_has_already_is_not_touched() {
        LegacyRows rows = LegacyGenerator.clean(27, 3, 5).rows();
        AdoptionDatabase database = AdoptionDatabase.with(server, rows);
        database.ledger().open(ONE);

        AdoptionResult result = database.adjusting().adopt();

        assertThat(result.users()).isEqualTo(2);
        assertThat(result.refused())
                .singleElement()
                .matches(refused -> refused.reason() == RefusalReason.ACCOUNT_EXISTS
                        && refused.user().equals("1"));
        assertThat(journal(database, ONE)).hasSize(2);
        database.ledgers().assertInvariants();
    }

    @Test
    void without_an_index_of_users_the_same_comes_out() {
        LegacyRows rows = LegacyGenerator.dirty(28, 40, 12).rows();
        AdoptionDatabase database = AdoptionDatabase.with(server, rows);
        TestDatabase.execute(
                database.dataSource(),
                server == TestDatabase.MARIADB || server == TestDatabase.MYSQL
                        ? "drop index host_transactions_of_user on credit_transactions"
                        : "drop index host_transactions_of_user");

        database.adjusting().adopt();

        assertThatBalancesAreReplayed(database, IdType.BIGINT, rows);
    }

    @Test
    void a_user_with_very_many_rows_is_written_in_parts() {
        List<Transaction> transactions = new ArrayList<>();
        Instant at = Instant.parse("2025-09-01T00:00:00Z");
        for (int i = 1; i <= 6_000; i++) {
            transactions.add(new Transaction(i, 1, i % 3 == 0 ? -15L : 10L, at.plusSeconds(i)));
        }
        LegacyRows rows = new LegacyRows(List.of(new User(1, 10_000L)), transactions, List.of());
        AdoptionDatabase database = AdoptionDatabase.with(server, rows);

        AdoptionResult result = database.refusing().adopt();

        assertThat(result.receipts()).isEqualTo(4_000);
        assertThat(result.spendings()).isEqualTo(2_000);
        assertThat(database.ledger().balance(ONE).available()).isEqualTo(Credits.of(10_000));
        database.ledgers().assertInvariants();
    }

    @Test
    void a_user_who_is_refused_after_parts_were_written_leaves_nothing() {
        List<Transaction> transactions = new ArrayList<>();
        for (int i = 1; i <= 5_100; i++) {
            transactions.add(new Transaction(i, 1, 1L, AdoptionDatabase.NOW.minusSeconds(i)));
        }
        LegacyRows rows = new LegacyRows(List.of(new User(1, 5_099L), new User(2, 0L)), transactions, List.of());
        AdoptionDatabase database = AdoptionDatabase.with(server, rows);

        AdoptionResult result = database.refusing().adopt();

        assertThat(result.refused()).extracting(RefusedUser::user).containsExactly("1");
        assertThat(database.ledgers().count("select count(*) from credit_account where account_id = '1'"))
                .isZero();
        assertThat(database.ledgers().count("select count(*) from credit_entry"))
                .isOne();
        assertThat(database.ledgers().count("select count(*) from credit_grant"))
                .isZero();
    }
}
