package io.creditledger.jdbc.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.AccountId;
import io.creditledger.Balance;
import io.creditledger.CreditLedger;
import io.creditledger.jdbc.EveryDatabase;
import io.creditledger.jdbc.TestDatabase;
import io.creditledger.jdbc.legacy.LegacyRows.Transaction;
import io.creditledger.jdbc.legacy.LegacyRows.User;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What an adoption makes of a database whose credits were given an expiry before. */
@EveryDatabase
class AdoptionOfUpgradedTest {
    private static final Instant CUTOVER = AdoptionDatabase.NOW;

    private final TestDatabase server;

    AdoptionOfUpgradedTest(TestDatabase server) {
        this.server = server;
    }

    @Test
    void at_the_cutover_an_upgraded_database_gives_the_same_as_one_that_was_not_upgraded() {
        LegacyRows rows = LegacyGenerator.clean(31, 40, 12).rows();
        AdoptionDatabase plain = AdoptionDatabase.with(server, rows);
        plain.adjusting().adopt();
        Map<String, Long> expected = available(plain, rows);
        AdoptionDatabase upgraded = AdoptionDatabase.with(server, rows);
        upgraded.upgrade(CUTOVER);

        AdoptionResult result = upgraded.adjusting().adopt();

        rows.users().stream()
                .filter(user -> AdoptionDatabase.difference(rows, user) == 0)
                .forEach(user -> assertThat(available(upgraded, rows).get("" + user.number()))
                        .as("credits of %s", user)
                        .isEqualTo(expected.get("" + user.number())));
        assertThat(result.users()).isEqualTo(40);
        upgraded.ledgers().assertInvariants();
    }

    private static Map<String, Long> available(AdoptionDatabase database, LegacyRows rows) {
        CreditLedger ledger = database.ledger();
        Map<String, Long> available = new TreeMap<>();
        for (User user : rows.users()) {
            String id = "" + user.number();
            available.put(id, ledger.balance(AccountId.of(id)).available().value());
        }
        return available;
    }

    @Test
    void what_happened_since_the_cutover_happened_under_expiry() {
        LegacyRows rows = LegacyGenerator.dirty(32, 40, 20).rows();
        Instant cutover = CUTOVER.minus(Duration.ofDays(200));
        AdoptionDatabase database = AdoptionDatabase.with(server, rows);
        database.upgrade(cutover);
        withoutBalances(database);

        AdoptionResult result = database.refusing().adopt();

        assertThat(result.refused()).isEmpty();
        CreditLedger ledger = database.ledger();
        for (User user : rows.users()) {
            BruteForce counted = BruteForce.replay(rows.transactionsOf(user), 6, cutover, AdoptionDatabase.NOW);
            Balance balance = ledger.balance(AccountId.of("" + user.number()));
            assertThat(balance.available().value()).as("credits of %s", user).isEqualTo(counted.balance());
            assertThat(balance.debt().value()).as("debt of %s", user).isEqualTo(counted.uncovered());
        }
        database.ledgers().assertInvariants();
    }

    /** Of rows that are made up, the upgrade cannot have known the later ones when it calculated the balances. */
    private static void withoutBalances(AdoptionDatabase database) {
        TestDatabase.execute(database.dataSource(), "update users set credits = null");
    }

    @Test
    void a_difference_is_made_up_for_after_the_expiry() {
        LegacyRows rows = new LegacyRows(
                List.of(new User(1, 150L)),
                List.of(
                        new Transaction(1, 1, 100L, Instant.parse("2025-01-31T12:00:00Z")),
                        new Transaction(2, 1, 50L, Instant.parse("2025-08-31T12:00:00Z"))),
                List.of());
        AdoptionDatabase database = AdoptionDatabase.with(server, rows);
        database.upgrade(CUTOVER);
        TestDatabase.execute(database.dataSource(), "update users set credits = 57");

        AdoptionResult result = database.adjusting().adopt();

        assertThat(available(database, rows)).containsEntry("1", 57L);
        assertThat(result.expired()).isEqualTo(100);
        assertThat(result.adjustmentsGranted()).isEqualTo(7);
    }

    @Test
    void what_falls_due_while_the_run_is_under_way_is_no_difference_and_expires_in_the_ledger() {
        Instant due = AdoptionDatabase.NOW.plus(Duration.ofHours(1));
        LegacyRows rows = new LegacyRows(
                List.of(new User(1, 40L), new User(2, 100L)),
                List.of(
                        new Transaction(1, 1, 40L, AdoptionDatabase.NOW.minus(Duration.ofDays(9))),
                        new Transaction(
                                2,
                                2,
                                100L,
                                due.atOffset(ZoneOffset.UTC).minusMonths(6).toInstant())),
                List.of());
        AdoptionDatabase database = AdoptionDatabase.with(server, rows);
        database.upgrade(CUTOVER.minus(Duration.ofDays(30)));

        LegacyAdoption adoption = LegacyAdoption.into(
                database.ledger(), AdoptionSettings.refusing().withBatchSize(1));
        AdoptionResult result =
                adoption.adopt(progress -> database.ledgers().clock.set(due.plus(Duration.ofHours(1))));

        assertThat(result.refused()).isEmpty();
        assertThat(available(database, rows)).containsEntry("1", 40L).containsEntry("2", 0L);
        assertThat(adoption.verify().isClean()).isTrue();
        assertThat(database.ledger().expire().credits()).isEqualTo(100);
        database.ledgers().assertInvariants();
    }

    @Test
    void what_is_due_has_to_be_taken_off_the_balances_first() {
        LegacyRows rows = new LegacyRows(
                List.of(new User(1, 100L)),
                List.of(new Transaction(1, 1, 100L, CUTOVER.minus(Duration.ofDays(190)))),
                List.of());
        AdoptionDatabase database = AdoptionDatabase.with(server, rows);
        database.upgrade(CUTOVER.minus(Duration.ofDays(30)));

        assertThatThrownBy(() -> database.adjusting().adopt())
                .isInstanceOf(AdoptionRefusedException.class)
                .hasMessageContaining("1 receipts are due, but no run of the expiry has taken them off the balances");

        LegacyReports.on(database.dataSource()).expireNow();
        AdoptionResult result = database.adjusting().adopt();
        assertThat(result.adjustmentsGranted()).isZero();
        assertThat(available(database, rows)).containsEntry("1", 0L);
    }

    @Test
    void what_is_due_of_users_who_are_adopted_does_not_keep_others_out() {
        LegacyRows rows = new LegacyRows(
                List.of(new User(1, 100L), new User(2, 5L), new User(3, 0L)),
                List.of(new Transaction(1, 1, 100L, CUTOVER.minus(Duration.ofDays(180)))),
                List.of());
        AdoptionDatabase database = AdoptionDatabase.with(server, rows);
        LegacyUpgrade.of(database.dataSource())
                .with(UpgradeSettings.DEFAULTS.cutover(CUTOVER).unexplained(Unexplained.KEEP))
                .apply();
        assertThat(database.refusing().adopt().refused())
                .extracting(RefusedUser::user)
                .containsExactly("2");
        database.ledgers().clock.advance(Duration.ofDays(10));

        AdoptionResult result = database.adjusting().adopt();

        assertThat(result.users()).isOne();
        assertThat(available(database, rows)).containsEntry("1", 0L).containsEntry("2", 5L);
    }

    @Test
    void what_is_due_of_users_who_are_left_is_counted_without_that_of_the_others() {
        Instant created = CUTOVER.minus(Duration.ofDays(180));
        LegacyRows rows = new LegacyRows(
                List.of(new User(1, 100L), new User(2, 105L)),
                List.of(new Transaction(1, 1, 100L, created), new Transaction(2, 2, 100L, created)),
                List.of());
        AdoptionDatabase database = AdoptionDatabase.with(server, rows);
        LegacyUpgrade.of(database.dataSource())
                .with(UpgradeSettings.DEFAULTS.cutover(CUTOVER).unexplained(Unexplained.KEEP))
                .apply();
        assertThat(database.refusing().adopt().refusedUsers()).isOne();
        database.ledgers().clock.advance(Duration.ofDays(10));

        assertThatThrownBy(() -> database.adjusting().adopt())
                .isInstanceOf(AdoptionRefusedException.class)
                .hasMessageStartingWith("1 receipts are due");
    }

    @Test
    void the_cutover_of_the_upgrade_is_kept_and_no_other_taken() {
        AdoptionDatabase database =
                AdoptionDatabase.with(server, LegacyGenerator.clean(33, 3, 5).rows());
        database.upgrade(CUTOVER);
        LegacyAdoption other = LegacyAdoption.into(
                database.ledger(), AdoptionSettings.adjusting().withCutover(CUTOVER.minusSeconds(1)));

        assertThatThrownBy(other::adopt)
                .isInstanceOf(AdoptionRefusedException.class)
                .hasMessage("the database was upgraded with the cutover " + CUTOVER
                        + ", which its adoption keeps, but was asked for " + CUTOVER.minusSeconds(1));
    }

    @Test
    void an_upgrade_that_is_not_finished_is_refused() {
        AdoptionDatabase database =
                AdoptionDatabase.with(server, LegacyGenerator.clean(34, 3, 5).rows());
        database.upgrade(CUTOVER);
        TestDatabase.execute(database.dataSource(), "update credit_upgrade set finished_at = null");

        assertThatThrownBy(() -> database.adjusting().adopt())
                .isInstanceOf(LegacyDatabaseException.class)
                .hasMessageContaining("the upgrade of the legacy tables must be finished first");
        assertThat(database.ledgers().count("select count(*) from credit_adoption"))
                .isZero();
    }

    @Test
    void a_receipt_that_was_given_an_expiry_before_it_was_received_is_gone_unless_it_was_spent_by_the_cutover() {
        List<Transaction> transactions = new ArrayList<>();
        transactions.add(new Transaction(1, 1, 100L, Instant.parse("2025-09-01T00:00:00Z")));
        transactions.add(new Transaction(2, 1, -30L, Instant.parse("2025-09-02T00:00:00Z")));
        LegacyRows rows = new LegacyRows(List.of(new User(1, 70L)), transactions, List.of());
        AdoptionDatabase database = AdoptionDatabase.with(server, rows);
        database.upgrade(CUTOVER);
        TestDatabase.execute(
                database.dataSource(),
                "update credit_transactions set expires_at = timestamp '2025-01-01 00:00:00', is_expired = true where id = 1",
                "update users set credits = 0");

        AdoptionResult result = database.refusing().adopt();

        assertThat(result.expired()).isEqualTo(70);
        assertThat(available(database, rows)).containsEntry("1", 0L);
        database.ledgers().assertInvariants();
    }
}
