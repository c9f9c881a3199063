package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static io.creditledger.jdbc.LedgerDatabase.chargeOf;
import static io.creditledger.jdbc.LedgerDatabase.grantOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.creditledger.ChargeCredits;
import io.creditledger.ChargeReceipt;
import io.creditledger.Credits;
import io.creditledger.GroupCommit;
import io.creditledger.LedgerUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of many charges while somebody keeps the only connection of a pool. */
class ExhaustedPoolTest {
    private static final int CHARGES = 20;

    private final LedgerDatabase database = LedgerDatabase.emptied(TestDatabase.H2);
    private final HikariDataSource pool = new HikariDataSource(ofOneConnection());
    private final AtomicInteger asked = new AtomicInteger();

    @BeforeEach
    void grantHundred() {
        database.ledger().open(ALICE);
        database.ledger().grant(grantOf(ALICE, 100, "purchase-1"));
    }

    @AfterEach
    void close() {
        pool.close();
        database.assertInvariants();
    }

    @Test
    void charges_of_a_group_wait_for_a_connection_together() throws SQLException {
        try (JdbcCreditLedger ledger =
                ledger().grouped(GroupCommit.DEFAULTS.committers(1)).build()) {
            List<CompletableFuture<ChargeReceipt>> charges = new ArrayList<>();
            try (Connection only = pool.getConnection()) {
                asked.set(0);
                charges().forEach(charge -> charges.add(ledger.submit(charge).toCompletableFuture()));

                charges.forEach(charge -> assertThat(catchThrowable(charge::join))
                        .cause()
                        .isInstanceOfSatisfying(
                                LedgerUnavailableException.class,
                                failure -> assertThat(failure.isDisconnected()).isTrue()));
                assertThat(asked).hasValueLessThanOrEqualTo(CHARGES);
                assertThat(only.isClosed()).isFalse();
            }

            charges().forEach(ledger::charge);
            assertThat(ledger.balance(ALICE).available()).isEqualTo(Credits.of(100 - CHARGES));
        }
    }

    @Test
    void a_bulk_call_waits_for_a_connection_once_and_ends() throws SQLException {
        try (JdbcCreditLedger ledger = ledger().build()) {
            try (Connection only = pool.getConnection()) {
                asked.set(0);

                assertThatThrownBy(() -> ledger.chargeAll(charges(), outcome -> {}))
                        .isInstanceOfSatisfying(
                                LedgerUnavailableException.class,
                                failure -> assertThat(failure.isDisconnected()).isTrue());

                assertThat(asked).hasValue(1);
                assertThat(only.isClosed()).isFalse();
            }

            assertThat(ledger.chargeAll(charges(), outcome -> {}).done()).isEqualTo(CHARGES);
        }
    }

    private static List<ChargeCredits> charges() {
        return IntStream.range(0, CHARGES)
                .mapToObj(number -> chargeOf(ALICE, 1, "task-" + number))
                .toList();
    }

    private JdbcLedgerBuilder ledger() {
        return JdbcCreditLedger.on(counted(pool)).clock(database.clock);
    }

    private DataSource counted(DataSource counted) {
        Tap tap = new Tap() {
            @Override
            public void before(Call call) {
                if ("getConnection".equals(call.method())) {
                    asked.incrementAndGet();
                }
            }

            @Override
            public void after(Call call) {}
        };
        return tap.on(counted);
    }

    private HikariConfig ofOneConnection() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.dataSource().getJdbcUrl());
        config.setUsername(database.dataSource().getUsername());
        config.setPassword(database.dataSource().getPassword());
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(250);
        return config;
    }
}
