package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static io.creditledger.jdbc.LedgerDatabase.POLICY;
import static io.creditledger.jdbc.LedgerDatabase.grantOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.creditledger.AccountId;
import io.creditledger.Entry;
import io.creditledger.Expiry;
import io.creditledger.Grant;
import io.creditledger.GrantQuery;
import io.creditledger.HistoryQuery;
import io.creditledger.LedgerTime;
import io.creditledger.RunId;
import io.creditledger.engine.HistoricAccount;
import io.creditledger.spi.AccountChange;
import io.creditledger.spi.CreditStore;
import io.creditledger.testkit.SettableClock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Instants come back exactly as they were given, whatever zones the JVM and the session are in. */
@EveryDatabase
class TimestampTest {
    private static final List<Instant> INSTANTS = Stream.of(
                    "1970-01-01T00:00:00.000001Z",
                    "2026-01-15T10:00:00.123456Z",
                    "2026-03-08T06:59:59.999999Z",
                    "2026-03-08T07:00:00Z",
                    "2026-03-08T07:30:00.000001Z",
                    "2026-03-29T01:30:00.500000Z",
                    "2026-11-01T05:30:00.999999Z",
                    "2026-11-01T06:30:00.999999Z",
                    "2038-01-19T03:14:08Z",
                    "2106-02-07T06:28:16Z",
                    "9999-12-31T23:59:59.999998Z")
            .map(Instant::parse)
            .toList();

    private final TimeZone zoneBefore = TimeZone.getDefault();
    private final LedgerDatabase database;

    TimestampTest(TestDatabase server) {
        database = LedgerDatabase.emptied(server);
    }

    @AfterEach
    void restoreZone() {
        TimeZone.setDefault(zoneBefore);
        database.assertInvariants();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "America/New_York", "Europe/Berlin", "Asia/Kolkata", "Pacific/Apia"})
    void instants_come_back_as_they_were_given_from_any_zone(String zone) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        for (String session : sessionZones()) {
            LedgerDatabase.emptied(database.server());
            try (HikariDataSource pool = poolIn(session)) {
                for (Instant instant : INSTANTS) {
                    assertThatComesBack(pool, instant);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "America/New_York", "Europe/Berlin", "Asia/Kolkata", "Pacific/Apia"})
    void instants_of_rows_that_are_written_together_come_back_as_they_were_given(String zone) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        for (String session : sessionZones()) {
            LedgerDatabase.emptied(database.server());
            try (HikariDataSource pool = poolIn(session)) {
                assertThatComeBackTogether(pool);
            }
        }
    }

    private void assertThatComeBackTogether(HikariDataSource pool) {
        CreditStore store =
                new JdbcStore(OwnTransactions.on(pool, database.dialect(), false, Backoff.DEFAULT), database.dialect());
        HistoricAccount history = new HistoricAccount(ALICE, POLICY, LedgerTime.MAX, new RunId("run-1"));
        history.open(LedgerTime.MIN);
        for (Instant instant : INSTANTS) {
            history.receive(grantOf(ALICE, 1, "at " + instant).expiring(Expiry.at(LedgerTime.MAX)), instant);
        }
        AccountChange change = history.drain();
        store.transact(transaction -> {
            transaction.createIfAbsent(new TreeSet<>(List.of(ALICE)));
            transaction.lock(new TreeSet<>(List.of(ALICE)));
            transaction.write(List.of(change));
            return change;
        });

        List<Entry> journal = new ArrayList<>();
        store.journal(ALICE, LedgerTime.MAX, journal::add);
        assertThat(journal)
                .isEqualTo(change.entries())
                .extracting(Entry::effectiveAt)
                .containsAll(INSTANTS);
        assertThat(store.grants(ALICE, GrantQuery.all(), 100)).containsExactlyInAnyOrderElementsOf(change.made());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "America/New_York"})
    void support_staff_read_utc(String zone) throws SQLException {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        try (HikariDataSource pool = poolIn(sessionZones().get(0))) {
            assertThatComesBack(pool, Instant.parse("2026-03-08T07:30:00.000001Z"));
            assertThat(text(pool, utcOf("recorded_at") + " from credit_entry"))
                    .startsWith("2026-03-08 07:30:00.000001");
        }
    }

    private void assertThatComesBack(HikariDataSource pool, Instant instant) {
        AccountId account = AccountId.of("at " + instant);
        JdbcCreditLedger ledger = JdbcCreditLedger.on(pool)
                .policy(POLICY)
                .clock(SettableClock.at(instant))
                .build();
        assertThat(ledger.open(account).openedAt()).isEqualTo(instant);
        ledger.grant(grantOf(account, 1, "now").effectiveFrom(instant).expiring(Expiry.at(LedgerTime.MAX)));
        ledger.grant(grantOf(account, 1, "until").effectiveFrom(LedgerTime.MIN).expiring(Expiry.at(instant)));

        assertThat(ledger.open(account).openedAt()).isEqualTo(instant);
        assertThat(ledger.history(account, HistoryQuery.all()).items())
                .extracting(Entry::recordedAt)
                .containsOnly(instant);
        assertThat(ledger.grants(account, GrantQuery.all()).items())
                .extracting(Grant::effective, grant -> grant.expiry().instant().orElseThrow())
                .containsExactly(tuple(LedgerTime.MIN, instant), tuple(instant, LedgerTime.MAX));
        assertThat(ledger.balance(account).available().value()).isEqualTo(1);
        assertThat(ledger.history(account, HistoryQuery.all().from(instant)).items())
                .hasSize(4);
        assertThat(ledger.history(account, HistoryQuery.all().until(instant)).items())
                .isEmpty();
    }

    /** Ways to say "another zone" to a session; each database has its own. */
    private List<String> sessionZones() {
        return switch (database.server()) {
            case H2 -> List.of("set time zone 'America/New_York'", "set time zone '+14:00'");
            case POSTGRESQL -> List.of("set time zone 'America/New_York'", "set time zone 'Pacific/Apia'");
            case MARIADB, MYSQL -> List.of("set time_zone = '-05:00'", "set time_zone = '+13:00'");
        };
    }

    private String utcOf(String column) {
        return switch (database.server()) {
            case H2 -> "select cast(" + column + " at time zone 'UTC' as varchar)";
            case POSTGRESQL -> "select cast(" + column + " at time zone 'UTC' as varchar)";
            case MARIADB, MYSQL -> "select cast(" + column + " as char)";
        };
    }

    private HikariDataSource poolIn(String session) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.dataSource().getJdbcUrl());
        config.setMaximumPoolSize(2);
        config.setMinimumIdle(1);
        config.setConnectionInitSql(session);
        return new HikariDataSource(config);
    }

    private static String text(HikariDataSource pool, String query) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
