package io.creditledger.jdbc.legacy;

import static io.creditledger.jdbc.legacy.DirtyTables.AUGUST;
import static io.creditledger.jdbc.legacy.DirtyTables.NEW_YEAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.jdbc.EveryDatabase;
import io.creditledger.jdbc.TestDatabase;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A plan says what an upgrade does then, and a verification finds what has gone wrong with one. */
@EveryDatabase
class UpgradeVerificationTest {
    private final DirtyTables tables;

    UpgradeVerificationTest(TestDatabase server) {
        this.tables = DirtyTables.emptied(server);
        fill();
    }

    /** Ann's credits expire in part, Bob's are unexplained, Cat has spent too much, and nobody knows Dan's balance. */
    private void fill() {
        tables.user("ann", 70L);
        tables.transaction("1", "ann", 100L, NEW_YEAR);
        tables.transaction("2", "ann", -80L, "2025-02-01 00:00:00");
        tables.transaction("3", "ann", 50L, AUGUST);
        tables.user("bob", 10L);
        tables.user("cat", 0L);
        tables.transaction("4", "cat", 5L, AUGUST);
        tables.transaction("5", "cat", -12L, AUGUST);
        tables.user("dan", null);
        tables.transaction("6", "dan", 7L, null);
    }

    private LegacyUpgrade upgrade() {
        return LegacyUpgrade.of(tables.dataSource).with(DirtyTables.UPGRADE);
    }

    private void assertThatFailures(CheckSubject... subjects) {
        Verification verification = upgrade().verify();
        Set<CheckSubject> failed =
                verification.failures().stream().map(Check::subject).collect(Collectors.toSet());
        assertThat(failed).as(verification.text()).containsExactlyInAnyOrder(subjects);
    }

    @Test
    void a_plan_says_what_is_upgraded_then() {
        StringBuilder csv = new StringBuilder();
        PlanTotals totals = upgrade().plan(ReportLimits.defaults(), csv).totals();
        assertThat(csv.toString().lines()).hasSize(5);

        tables.upgrade();

        assertThat(tables.number("select sum(credits) from users")).isEqualTo(totals.after());
        assertThat(tables.number("select count(*) from credit_transactions where is_expired"))
                .isEqualTo(totals.expiredReceipts().count());
        assertThat(tables.number("select sum(expired) from credit_upgrade_balance"))
                .isEqualTo(totals.expired());
        assertThat(tables.number("select sum(difference) from credit_upgrade_balance"))
                .isEqualTo(totals.differences());
        assertThat(tables.number("select sum(credits_before) from credit_upgrade_balance"))
                .isEqualTo(totals.before());
    }

    @Test
    void an_upgrade_is_clean() {
        tables.upgrade();

        Verification verification = upgrade().verify();

        assertThat(verification.failures()).as(verification.text()).isEmpty();
        assertThat(verification.users()).isEqualTo(4);
        assertThat(verification.check(CheckSubject.SUMS)).contains(new Check.Same<>(CheckSubject.SUMS, 80L, 80L));
        assertThat(verification.check(CheckSubject.UPGRADED_REPLAY))
                .contains(new Check.Each(CheckSubject.UPGRADED_REPLAY, 4, 0, List.of()));
        assertThat(verification.check(CheckSubject.RECEIPTS_MARKED))
                .contains(new Check.Each(CheckSubject.RECEIPTS_MARKED, 4, 0, List.of()));
    }

    @Test
    void an_upgrade_by_the_other_rules_is_clean() {
        tables.upgrade(DirtyTables.UPGRADE.recalculation(Recalculation.SUM).unexplained(Unexplained.KEEP));

        Verification verification = upgrade().verify();

        assertThat(verification.failures()).as(verification.text()).isEmpty();
    }

    @Test
    void an_upgraded_host_that_has_sold_on_is_clean() {
        tables.upgrade();
        tables.transaction("7", "ann", -20L, "2025-10-02 00:00:00");
        tables.execute("update users set credits = 30 where id = 'ann'");
        LegacyReports.on(tables.dataSource).expireNow();

        Verification verification = upgrade().verify();

        assertThat(verification.failures()).as(verification.text()).isEmpty();
        assertThat(verification.livedOn()).isEqualTo(1);
    }

    @Test
    void what_was_not_upgraded_is_not_verified() {
        assertThatThrownBy(() -> upgrade().verify())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("NotUpgraded");
    }

    @Test
    void a_user_who_was_left_out_is_found() {
        tables.upgrade();
        tables.user("eve", 100L);

        assertThatFailures(CheckSubject.USERS_UPGRADED);
    }

    @Test
    void a_wrong_balance_is_found() {
        tables.upgrade();
        tables.execute("update users set credits = 51 where id = 'ann'");

        assertThatFailures(CheckSubject.UPGRADED_BALANCES);
    }

    @Test
    void a_wrong_replay_is_found() {
        tables.upgrade();
        tables.execute(
                "update users set credits = 51 where id = 'ann'",
                "update credit_upgrade_balance set credits_after = 51, expired = 19 where user_id = 'ann'");

        assertThatFailures(CheckSubject.UPGRADED_REPLAY);
    }

    @Test
    void a_wrong_difference_is_found() {
        tables.upgrade();
        tables.execute("update credit_upgrade_balance set difference = 9 where user_id = 'bob'");

        assertThatFailures(CheckSubject.EQUATIONS, CheckSubject.SUMS);
    }

    @Test
    void a_receipt_without_expiry_is_found() {
        tables.upgrade();
        tables.execute("update credit_transactions set expires_at = null where id = '3'");

        assertThatFailures(CheckSubject.RECEIPTS_EXPIRE);
    }

    @Test
    void a_receipt_that_is_not_marked_is_found() {
        tables.upgrade();
        tables.execute("update credit_transactions set is_expired = false, expired_at = null where id = '1'");

        assertThatFailures(CheckSubject.RECEIPTS_MARKED);
    }

    @Test
    void a_change_of_the_tables_is_found() {
        tables.upgrade();
        tables.execute("alter table users alter column credits set default 10");

        assertThatFailures(CheckSubject.SCHEMA);
    }
}
