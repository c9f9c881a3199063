package io.creditledger.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.AccountId;
import io.creditledger.Charge;
import io.creditledger.ChargeReceipt;
import io.creditledger.CreditLedger;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.ExpiryScheduler;
import io.creditledger.GrantCredits;
import io.creditledger.IdempotencyKey;
import io.creditledger.InsufficientCreditsException;
import io.creditledger.Output;
import io.creditledger.StartTask;
import io.creditledger.TaskId;
import io.creditledger.TaskReceipt;
import io.creditledger.Tier;
import io.creditledger.jdbc.CreditSchema;
import io.creditledger.jdbc.JdbcCreditLedger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

class ReadmeExamplesTest {
    private final List<Charge> rendered = new ArrayList<>();
    private final List<Credits> offered = new ArrayList<>();
    private final AccountId alice = AccountId.of("user:42");
    private DataSource dataSource;

    @BeforeEach
    void make_the_hosts_database() throws SQLException {
        dataSource = HostDatabase.withVideos();
    }

    @Test
    void a_host_opens_an_account_grants_and_charges() {
        // snippet: host
        CreditSchema.of(dataSource).migrate();
        CreditLedger ledger = JdbcCreditLedger.on(dataSource)
                .policy(CreditPolicy.builder().zone(ZoneId.of("Asia/Shanghai")).build())
                .build();

        AccountId alice = AccountId.of("user:42");
        ledger.open(alice);
        ledger.grant(GrantCredits.of(alice, Credits.of(500), "purchase", IdempotencyKey.of("order:815")));

        try {
            ChargeReceipt receipt = ledger.charge(alice, Credits.of(50), IdempotencyKey.of("task:4711"));
            render(receipt.charge());
        } catch (InsufficientCreditsException refusal) {
            offer(refusal.missing());
        }

        Credits left = ledger.balance(alice).available();
        // end

        assertThat(left).isEqualTo(Credits.of(550));
        assertThat(rendered).extracting(Charge::key).containsExactly(IdempotencyKey.of("task:4711"));
        assertThat(offered).isEmpty();
    }

    @Test
    void a_charge_and_the_hosts_own_rows_are_committed_together() throws SQLException {
        JdbcCreditLedger ledger = ledgerWithAlice();

        // snippet: joining
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            insertVideo(connection, "video-1");
            ledger.joining(connection).charge(alice, Credits.of(50), IdempotencyKey.of("video-1"));
            connection.commit();
        }
        // end

        assertThat(ledger.balance(alice).available()).isEqualTo(Credits.of(50));
        assertThat(videos()).containsExactly("video-1");
    }

    @Test
    void a_charge_takes_part_in_a_transaction_of_spring() {
        JdbcCreditLedger ledger = ledgerWithAlice();
        TransactionTemplate transactions = new TransactionTemplate(new DataSourceTransactionManager(dataSource));

        // snippet: spring
        CreditLedger joined = ledger.joining(new TransactionAwareDataSourceProxy(dataSource));
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);

        transactions.executeWithoutResult(transaction -> {
            jdbc.update("insert into video (id) values (?)", "video-2");
            joined.charge(alice, Credits.of(70), IdempotencyKey.of("video-2"));
        });
        // end

        assertThat(ledger.balance(alice).available()).isEqualTo(Credits.of(30));
        assertThat(videos()).containsExactly("video-2");
        assertThatThrownBy(() -> transactions.executeWithoutResult(transaction -> {
                    jdbc.update("insert into video (id) values (?)", "video-3");
                    joined.charge(alice, Credits.of(70), IdempotencyKey.of("video-3"));
                }))
                .isInstanceOf(InsufficientCreditsException.class);
        assertThat(videos()).containsExactly("video-2");
    }

    @Test
    void a_task_is_started_now_and_charged_when_it_is_done() {
        JdbcCreditLedger ledger = ledgerWithAlice();

        // snippet: sell-by-the-second
        ledger.tasks()
                .startIfAffordable(StartTask.of(alice, TaskId.of("4711"), Tier.PRO)
                        .withEstimate(ledger.tasks().price(Tier.PRO, Output.of(Duration.ofSeconds(5)))));

        TaskReceipt receipt = ledger.tasks().complete(TaskId.of("4711"), Duration.ofMillis(5_010));
        // end

        assertThat(receipt.isReplay()).isFalse();
        assertThat(ledger.balance(alice).available()).isEqualTo(Credits.of(100 - 71));
    }

    @Test
    void expiries_are_recorded_daily() {
        JdbcCreditLedger ledger = ledgerWithAlice();

        // snippet: expiry-scheduler
        ExpiryScheduler expiry = ExpiryScheduler.daily(ledger)
                .at(LocalTime.of(3, 0))
                .in(ZoneId.of("Asia/Shanghai"))
                .start();
        // end

        try (expiry) {
            assertThat(expiry.nextRun().atZone(ZoneId.of("Asia/Shanghai")).toLocalTime())
                    .isEqualTo(LocalTime.of(3, 0));
            assertThat(expiry.runNow().failure()).isEmpty();
        }
    }

    private JdbcCreditLedger ledgerWithAlice() {
        JdbcCreditLedger ledger = JdbcCreditLedger.on(dataSource).migrating().build();
        ledger.open(alice);
        return ledger;
    }

    private void render(Charge charge) {
        rendered.add(charge);
    }

    private void offer(Credits missing) {
        offered.add(missing);
    }

    private static void insertVideo(Connection connection, String id) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into video (id) values (?)")) {
            insert.setString(1, id);
            insert.executeUpdate();
        }
    }

    private List<String> videos() {
        return new JdbcTemplate(dataSource).queryForList("select id from video order by id", String.class);
    }
}
