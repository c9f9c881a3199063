package io.creditledger.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.ChargeCredits;
import io.creditledger.CreditLedger;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.GrantCredits;
import io.creditledger.IdempotencyKey;
import io.creditledger.Shortfall;
import io.creditledger.StartTask;
import io.creditledger.TaskId;
import io.creditledger.Tier;
import io.creditledger.jdbc.JdbcCreditLedger;
import io.creditledger.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;

class SupportQueriesTest {
    private static final Markdown PAGE = Markdown.of("docs/databases.md");
    private static final Markdown TASKS = Markdown.of("docs/post-payment.md");
    private static final AccountId ALICE = AccountId.of("alice");

    private final DataSource dataSource = HostDatabase.empty();
    private final JdbcTemplate jdbc = new JdbcTemplate(dataSource);

    /**
     * One grant has expired and no sweep has recorded it, one was drawn upon, and one expires within the month. One task is
     * charged, one waits for it, one never ended, and another account has repaid a part of its debt.
     */
    @BeforeEach
    void use_some_credits() {
        SettableClock clock = SettableClock.at(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        clock.advance(Duration.ofDays(-200));
        try (JdbcCreditLedger ledger =
                JdbcCreditLedger.on(dataSource).clock(clock).migrating().build()) {
            ledger.open(ALICE);
            clock.advance(Duration.ofDays(40));
            ledger.grant(GrantCredits.of(ALICE, Credits.of(500), "purchase", IdempotencyKey.of("order:815")));
            ledger.charge(ChargeCredits.of(ALICE, Credits.of(50), IdempotencyKey.of("task:4711"))
                    .withReference("5 s standard"));
            complete(ledger, ALICE, "4712", 3);
            ledger.tasks().start(StartTask.of(ALICE, TaskId.of("4713"), Tier.PRO));
        }
        leaveUncharged(clock);
        owe(clock);
    }

    private void leaveUncharged(SettableClock clock) {
        CreditPolicy rejecting =
                CreditPolicy.builder().taskShortfall(Shortfall.REJECT).build();
        try (JdbcCreditLedger ledger =
                JdbcCreditLedger.on(dataSource).policy(rejecting).clock(clock).build()) {
            complete(ledger, ALICE, "4714", 600);
        }
    }

    private void owe(SettableClock clock) {
        AccountId bob = AccountId.of("bob");
        try (JdbcCreditLedger ledger =
                JdbcCreditLedger.on(dataSource).clock(clock).build()) {
            ledger.open(bob);
            complete(ledger, bob, "4715", 15);
            ledger.rewards().dailySignIn(bob);
        }
    }

    private static void complete(CreditLedger ledger, AccountId account, String task, int seconds) {
        ledger.tasks().start(StartTask.of(account, TaskId.of(task), Tier.STANDARD));
        ledger.tasks().complete(TaskId.of(task), Duration.ofSeconds(seconds));
    }

    static List<String> queries() {
        return Stream.of(PAGE, TASKS)
                .flatMap(page -> page.blocks("sql").stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("queries")
    void a_query_that_the_pages_show_finds_something(String query) {
        assertThat(jdbc.queryForList(query)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("comparisons")
    void a_journal_that_agrees_with_the_account_shows_no_difference(String query) {
        assertThat(jdbc.queryForList(query))
                .hasSize(2)
                .extracting(row -> String.valueOf(row.get("difference")))
                .containsOnly("0");
    }

    static List<String> comparisons() {
        return queries().stream().filter(text -> text.contains("difference")).toList();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void the_page_describes_every_column(String table) {
        List<String> columns = jdbc.queryForList(
                "select lower(column_name) from information_schema.columns where table_name = ?"
                        + " order by ordinal_position",
                String.class,
                table.toUpperCase(Locale.ROOT));

        assertThat(PAGE.section("### `" + table + "`").codeInColumn(1)).isEqualTo(columns);
    }

    static List<String> tables() {
        return List.of(
                "credit_account",
                "credit_grant",
                "credit_entry",
                "credit_task",
                "credit_adoption",
                "credit_adopted_account",
                "credit_adoption_refusal",
                "credit_schema",
                "credit_uncharged_task",
                "credit_running_task",
                "credit_task_charge",
                "credit_expired_summary",
                "credit_expiry_range",
                "credit_balance_check",
                "credit_affected_account",
                "credit_expiring_grant",
                "credit_daily_total");
    }
}
