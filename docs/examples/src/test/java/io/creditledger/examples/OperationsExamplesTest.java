package io.creditledger.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.CreditLedger;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.GrantCredits;
import io.creditledger.IdempotencyKey;
import io.creditledger.RunId;
import io.creditledger.Shortfall;
import io.creditledger.StartTask;
import io.creditledger.SweepResult;
import io.creditledger.TaskId;
import io.creditledger.TaskReceipt;
import io.creditledger.Tier;
import io.creditledger.jdbc.CreditSchema;
import io.creditledger.jdbc.JdbcCreditLedger;
import io.creditledger.jdbc.legacy.AdoptionPlan;
import io.creditledger.jdbc.legacy.AdoptionResult;
import io.creditledger.jdbc.legacy.AdoptionSettings;
import io.creditledger.jdbc.legacy.LegacyAdoption;
import io.creditledger.jdbc.legacy.LegacyReports;
import io.creditledger.jdbc.legacy.LegacySweep;
import io.creditledger.jdbc.legacy.LegacyUpgrade;
import io.creditledger.jdbc.legacy.RecalculatedBalance;
import io.creditledger.jdbc.legacy.ReportLimits;
import io.creditledger.jdbc.legacy.RollbackResult;
import io.creditledger.jdbc.legacy.SchemaCheck;
import io.creditledger.jdbc.legacy.UpgradeSettings;
import io.creditledger.jdbc.legacy.UpgradeState;
import io.creditledger.jdbc.legacy.Verification;
import io.creditledger.testkit.InMemoryCreditLedger;
import io.creditledger.testkit.SettableClock;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

class OperationsExamplesTest {
    private final AccountId alice = AccountId.of("alice");
    private final List<String> shown = new ArrayList<>();

    @Test
    void what_the_upgrade_adds_is_missing_before_it() {
        DataSource dataSource = LegacyShop.open();

        // snippet: check-schema
        LegacyReports reports = LegacyReports.on(dataSource);
        List<String> missing = reports.checkSchema().stream()
                .filter(check -> check.state() != SchemaCheck.State.PRESENT)
                .map(SchemaCheck::name)
                .toList();
        // end

        assertThat(missing).hasSize(13).contains("tasks.credits_deducted", "idx_tasks_credits_deducted");
    }

    @Test
    void a_call_upgrades_and_another_takes_it_back() {
        DataSource dataSource = LegacyShop.open();

        // snippet: upgrade
        UpgradeSettings settings = UpgradeSettings.DEFAULTS.zone(ZoneId.of("Asia/Shanghai"));
        UpgradeState.Done done = LegacyUpgrade.of(dataSource)
                .with(settings)
                .apply(progress -> show(progress.usersDone(), progress.users()));
        // end

        assertThat(done.users()).isEqualTo(1);
        assertThat(shown).containsExactly("1 of 1");
        assertThat(credits(dataSource)).isEqualTo(50);

        // snippet: roll-back-upgrade
        LegacyUpgrade.of(dataSource).rollback();
        // end

        assertThat(credits(dataSource)).isEqualTo(70);
    }

    private void show(long done, long all) {
        shown.add(done + " of " + all);
    }

    private static int credits(DataSource dataSource) {
        return new JdbcTemplate(dataSource)
                .queryForList("select credits from users", Integer.class)
                .get(0);
    }

    @Test
    void the_hosts_flyway_runs_the_upgrade() {
        DataSource dataSource = HostDatabase.empty();
        Flyway.configure().dataSource(dataSource).load().migrate();
        LegacyShop.addTo(dataSource);

        // snippet: upgrade-with-flyway
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration", "classpath:io/creditledger/legacy/h2")
                .outOfOrder(true)
                .load()
                .migrate();
        // end

        assertThat(credits(dataSource)).isEqualTo(50);
    }

    @Test
    void the_expiry_is_run_and_a_balance_is_recalculated() {
        DataSource dataSource = LegacyShop.open();
        LegacyUpgrade.of(dataSource).apply();
        new JdbcTemplate(dataSource)
                .update("update credit_transactions set expires_at = current_timestamp where id = 3");

        // snippet: expire-legacy
        LegacySweep sweep = LegacyReports.on(dataSource).expireNow();
        // end

        assertThat(sweep).isEqualTo(new LegacySweep(1, 1, Credits.of(50)));
        new JdbcTemplate(dataSource).update("update users set credits = 9");

        // snippet: recalculate
        LegacyReports reports = LegacyReports.on(dataSource);
        Optional<RecalculatedBalance> found = reports.recalculate(AccountId.of("42"));
        Optional<RecalculatedBalance> stored = reports.storeRecalculated(AccountId.of("42"));
        // end

        assertThat(found).map(RecalculatedBalance::difference).contains(9L);
        assertThat(stored).map(RecalculatedBalance::difference).contains(0L);
    }

    @Test
    void a_ledger_is_put_right_by_what_it_records() {
        SettableClock clock = SettableClock.at("2026-08-31T09:00:00Z");
        CreditLedger ledger = InMemoryCreditLedger.create(
                CreditPolicy.builder().taskShortfall(Shortfall.REJECT).build(), clock);
        ledger.open(alice);
        ledger.tasks().start(StartTask.of(alice, TaskId.of("1"), Tier.STANDARD));
        ledger.tasks().complete(TaskId.of("1"), Duration.ofSeconds(12));

        // snippet: goodwill
        ledger.grant(GrantCredits.of(alice, Credits.of(20), "goodwill", IdempotencyKey.of("ticket:815")));
        // end

        // snippet: settle-now
        List<TaskReceipt> charged = ledger.tasks().settleAll(alice);
        // end

        assertThat(charged).hasSize(1);
        ledger.rewards().dailySignIn(alice);
        clock.advance(Duration.ofDays(200));

        // snippet: sweep-now
        SweepResult result = ledger.expire();
        // end

        assertThat(result.credits()).isEqualTo(10);
    }

    @Test
    void a_plan_is_made_before_anything_is_changed(@TempDir Path folder) throws IOException {
        DataSource dataSource = LegacyShop.open();
        Path file = folder.resolve("plan.csv");

        // snippet: plan
        CreditSchema.of(dataSource).migrate();
        try (JdbcCreditLedger ledger = JdbcCreditLedger.on(dataSource).build();
                Writer csv = Files.newBufferedWriter(file)) {
            AdoptionPlan plan =
                    LegacyAdoption.into(ledger, AdoptionSettings.refusing()).plan(ReportLimits.defaults(), csv);
            print(plan.text());
        }
        // end

        assertThat(shown).singleElement().asString().contains("nothing was changed");
        assertThat(file).content().contains("42,alice@example.com");
        assertThat(credits(dataSource)).isEqualTo(70);
    }

    private void print(String text) {
        shown.add(text);
    }

    @Test
    void users_are_adopted_verified_and_taken_back() {
        DataSource dataSource = LegacyShop.open();
        try (JdbcCreditLedger ledger =
                JdbcCreditLedger.on(dataSource).migrating().build()) {
            // snippet: adopt
            LegacyAdoption adoption = LegacyAdoption.into(ledger, AdoptionSettings.refusing());
            AdoptionResult result = adoption.adopt(progress -> show(progress.usersDone(), progress.usersTotal()));
            // end

            // snippet: verify
            Verification verification = adoption.verify();
            if (!verification.isClean()) {
                print(verification.text());
            }
            // end

            assertThat(shown).containsExactly("1 of 1");
            assertThat(ledger.balance(AccountId.of("42")).available()).isEqualTo(Credits.of(50));
            RunId run = Objects.requireNonNull(result.run());

            // snippet: roll-back-adoption
            RollbackResult back = adoption.rollback(run);
            // end

            assertThat(back.accounts()).isEqualTo(1);
        }
    }

    @Test
    void the_ledger_keeps_the_old_column_right() {
        DataSource dataSource = LegacyShop.open();
        CreditSchema.of(dataSource).migrate();

        // snippet: mirror
        JdbcCreditLedger ledger =
                JdbcCreditLedger.on(dataSource).mirroringUserCredits().build();
        // end

        LegacyAdoption.into(ledger, AdoptionSettings.refusing()).adopt();
        assertThat(credits(dataSource)).isEqualTo(50);
        ledger.charge(AccountId.of("42"), Credits.of(20), IdempotencyKey.of("task:4711"));
        assertThat(credits(dataSource)).isEqualTo(30);
    }
}
