package io.creditledger.jdbc.legacy;

import static io.creditledger.jdbc.legacy.SellingHost.daysAgo;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.ChargeCredits;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.Expiry;
import io.creditledger.GrantCredits;
import io.creditledger.IdempotencyKey;
import io.creditledger.Shortfall;
import io.creditledger.StartTask;
import io.creditledger.TaskId;
import io.creditledger.Tier;
import io.creditledger.jdbc.EveryDatabase;
import io.creditledger.jdbc.JdbcCreditLedger;
import io.creditledger.jdbc.TestDatabase;
import io.creditledger.jdbc.legacy.LegacyRows.Task;
import io.creditledger.jdbc.legacy.LegacyRows.Transaction;
import io.creditledger.jdbc.legacy.LegacyRows.User;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The runbook works: a host is led along it from top to bottom. */
@EveryDatabase
class OperationsPageTest {
    private static final OperationsPage PAGE = OperationsPage.read();
    private static final AccountId ACCOUNT = AccountId.of("42");

    private final TestDatabase server;

    OperationsPageTest(TestDatabase server) {
        this.server = server;
    }

    @Test
    void a_host_can_be_led_along_the_page() throws Exception {
        for (Optional<PageShell> shell : PageShell.of(server)) {
            lead(shell);
        }
    }

    private void lead(Optional<PageShell> shell) throws Exception {
        try (SellingHost host = SellingHost.with(server, rows())) {
            PageRun run = new PageRun(server, host.database(), shell);
            run.section(PAGE, "Before");
            run.section(PAGE, "During");
            assertThat(host.reports.checkSchema())
                    .allSatisfy(check -> assertThat(check.state()).isEqualTo(SchemaCheck.State.PRESENT));
            goOnSelling(host);
            run.section(PAGE, "Scripts");
            run.section(PAGE, "After");
            assertThat(host.credits(4711)).isEqualTo(25);
            host.setCredits(42, 1);
            run.commands(PAGE, "Troubleshooting");
            assertThat(host.credits(42)).isEqualTo(50);
            host.setCredits(44, 5);
            try (JdbcCreditLedger ledger = ledgerOn(host)) {
                LegacyAdoption adoption = LegacyAdoption.into(ledger, AdoptionSettings.refusing());
                adoption.adopt();
                run.section(PAGE, "Adopting the ledger");
                assertThat(adoption.verify().failures()).isEmpty();
                goOnSelling(ledger);
                assertThat(host.credits(42)).isEqualTo(55);
            }
            run.section(PAGE, "What to monitor");
            run.section(PAGE, "Troubleshooting");
            assertThat(host.credits(42)).as("an adopted user is left alone").isEqualTo(55);
            run.section(PAGE, "Rollback");
            assertThat(host.reports.checkSchema())
                    .filteredOn(check -> check.state() == SchemaCheck.State.PRESENT)
                    .extracting(SchemaCheck::name)
                    .isEqualTo(madeBeforehand());
            assertThat(host.credits(42)).as("73, and 10 - 5 since").isEqualTo(78);
        }
    }

    /** Only on PostgreSQL the page advises to make columns and indexes beforehand, which the rollback leaves alone. */
    private List<String> madeBeforehand() {
        return server == TestDatabase.POSTGRESQL
                ? List.of(
                        "credit_transactions.expires_at",
                        "credit_transactions.is_expired",
                        "credit_transactions.is_expired",
                        "credit_transactions.expired_at",
                        "tasks.credits_deducted",
                        "tasks.credits_deducted",
                        "idx_credit_transactions_expires_at",
                        "idx_credit_transactions_is_expired",
                        "idx_credit_transactions_expiry_lookup",
                        "idx_tasks_credits_deducted")
                : List.of();
    }

    private static LegacyRows rows() {
        return new LegacyRows(
                List.of(new User(42, 73L), new User(44, 0L), new User(4711, 55L)),
                List.of(
                        new Transaction(1, 42, 100L, daysAgo(200)),
                        new Transaction(2, 42, -80L, daysAgo(150)),
                        new Transaction(3, 42, 50L, daysAgo(50)),
                        new Transaction(4, 4711, 30L, daysAgo(170)),
                        new Transaction(5, 4711, 25L, daysAgo(20))),
                List.of(
                        new Task(1, 42, "RUNNING", daysAgo(3), null),
                        new Task(42, 42, "SUCCEEDED", daysAgo(3), daysAgo(3)),
                        new Task(43, 42, "SUCCEEDED", daysAgo(2), daysAgo(2))));
    }

    /** A receipt becomes due, and a task is not charged. */
    private static void goOnSelling(SellingHost host) {
        host.pass(20);
        host.execute("update tasks set credits_deducted = false, credits_calculated = 70 where id = 43");
    }

    private static JdbcCreditLedger ledgerOn(SellingHost host) {
        CreditPolicy policy = CreditPolicy.builder()
                .signUpCredits(Credits.ZERO)
                .taskShortfall(Shortfall.REJECT)
                .build();
        return JdbcCreditLedger.on(host.database())
                .policy(policy)
                .migrating()
                .mirroringUserCredits()
                .build();
    }

    private static void goOnSelling(JdbcCreditLedger ledger) {
        ledger.grant(GrantCredits.of(ACCOUNT, Credits.of(10), "gift", IdempotencyKey.of("gift:1"))
                .expiring(Expiry.at(daysAgo(-20))));
        ledger.charge(ChargeCredits.of(ACCOUNT, Credits.of(5), IdempotencyKey.of("task:1")));
        ledger.tasks().start(StartTask.of(ACCOUNT, TaskId.of("4710"), Tier.STANDARD));
        ledger.tasks().start(StartTask.of(ACCOUNT, TaskId.of("4711"), Tier.STANDARD));
        ledger.tasks().complete(TaskId.of("4711"), Duration.ofSeconds(60));
    }
}
