package io.creditledger.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.ChargeCredits;
import io.creditledger.Credits;
import io.creditledger.GrantCredits;
import io.creditledger.IdempotencyKey;
import io.creditledger.jdbc.JdbcCreditLedger;
import io.creditledger.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;

class SupportQueriesTest {
    private static final Markdown PAGE = Markdown.of("docs/databases.md");
    private static final AccountId ALICE = AccountId.of("alice");

    private final DataSource dataSource = HostDatabase.empty();
    private final JdbcTemplate jdbc = new JdbcTemplate(dataSource);

    /** One grant has expired and no sweep has recorded it, one was drawn upon, and one expires within the month. */
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
        }
    }

    static List<String> queries() {
        return PAGE.blocks("sql");
    }

    @ParameterizedTest
    @MethodSource("queries")
    void a_query_that_the_page_shows_finds_something(String query) {
        assertThat(jdbc.queryForList(query)).isNotEmpty();
    }

    @Test
    void a_journal_that_agrees_with_the_balance_shows_no_difference() {
        String query = queries().stream()
                .filter(text -> text.contains("difference"))
                .findFirst()
                .orElseThrow();

        assertThat(jdbc.queryForList(query))
                .extracting(row -> String.valueOf(row.get("difference")))
                .containsOnly("0");
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
        return List.of("credit_account", "credit_grant", "credit_entry", "credit_schema");
    }
}
