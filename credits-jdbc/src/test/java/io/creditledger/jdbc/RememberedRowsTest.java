package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.POLICY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.creditledger.AccountId;
import io.creditledger.spi.Account;
import io.creditledger.spi.AccountChange;
import io.creditledger.spi.Demand;
import io.creditledger.spi.StoreTransaction;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * PostgreSQL's statement that changes rows which nobody has locked. Where one of them is not free or not what is remembered,
 * it fails without waiting for anything, and changes nothing.
 */
class RememberedRowsTest {
    private static final RecordedAccounts ONE_OF_ONE_GRANT = new RecordedAccounts(1, 1);
    private static final RecordedAccounts ONE = new RecordedAccounts(1, 2);
    private static final RecordedAccounts SOME = new RecordedAccounts(3, 2);
    private static final RecordedAccounts UNEVEN = new RecordedAccounts(3, number -> 1 + number);

    /** Whoever waits fails, but by another failure. */
    private static final String TIMEOUTS = "-c lock_timeout=5s -c statement_timeout=10s";

    private static final String REFUSED_CAST = "22P02";

    private static final String ROWS = """
            select kept::text from credit_account as kept
            union all select kept::text from credit_grant as kept
            union all select kept::text from credit_entry as kept
            order by 1""";

    private final LedgerDatabase database = LedgerDatabase.emptied(TestDatabase.POSTGRESQL);
    private final AccountMemory memory = new AccountMemory(10);
    private Connection others;

    /** A step of recorded accounts, and the failure where one of them is not free. */
    private record Change(String name, RecordedAccounts recorded, int round, String failure) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Each makes a statement of its own shape. */
    static Stream<Change> changes() {
        return Stream.of(
                new Change("a grant", ONE, 1, "not all locked rows were there"),
                new Change("grants of several accounts", SOME, 1, "locked rows were updated: 2 of 3"),
                new Change("a charge of one grant", ONE_OF_ONE_GRANT, 3, "not all locked rows were there"),
                new Change("a charge of two grants", ONE, 4, "locked rows were updated: 0, 0 of 1, 2"),
                new Change("charges of several accounts", SOME, 4, "locked rows were updated: 2, 0 of 3, 6"),
                new Change("charges and a grant", UNEVEN, 3, "locked rows were updated: 2, 0 of 3, 2"));
    }

    @BeforeEach
    void connect() throws SQLException {
        others = database.hostTransaction();
    }

    @AfterEach
    void disconnect() throws SQLException {
        others.rollback();
        others.close();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void rows_that_are_free_become_what_locked_ones_become(Change change) throws SQLException {
        fill(change);
        writeInOthers(recordedOf(change));
        List<String> expected = rows(others);
        others.rollback();

        attempt(change);

        assertThat(rows()).isEqualTo(expected);
        database.assertInvariants();
    }

    /** They are held against deletion alone. */
    @ParameterizedTest
    @MethodSource("changes")
    void rows_that_a_foreign_key_of_the_host_names_are_free(Change change) throws SQLException {
        fill(change);
        List<String> before = rows();
        TestDatabase.execute(others, "select account_id from credit_account for key share");

        attempt(change);

        assertThat(rows()).isNotEqualTo(before);
        database.assertInvariants();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void a_row_that_somebody_has_locked_is_not_awaited(Change change) throws SQLException {
        fill(change);
        for (AccountId account : change.recorded.accounts()) {
            begin(session(others), TransactionMemory.presumingNothing(AccountMemory.NONE))
                    .lock(new TreeSet<>(List.of(account)));

            assertThatItFailsAtOnce(change);
            others.rollback();
        }
    }

    /** Its grants are changed too, and its keys are used: whoever came upon them would wait. */
    @ParameterizedTest
    @MethodSource("changes")
    void nothing_that_somebody_is_changing_is_awaited(Change change) throws SQLException {
        fill(change);
        for (AccountChange changed : recordedOf(change)) {
            writeInOthers(List.of(changed));

            assertThatItFailsAtOnce(change);
            others.rollback();
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    void a_row_that_somebody_has_changed_is_not_what_is_remembered(Change change) throws SQLException {
        fill(change);
        writeInOthers(recordedOf(change).subList(0, 1));
        others.commit();

        assertThatItFailsAtOnce(change);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void a_row_that_differs_from_what_is_remembered_in_any_column_is_not_changed(Change change) throws SQLException {
        fill(change);
        for (String difference : List.of(
                "balance = balance + 1",
                "held = held + 1",
                "debt = debt + 1",
                "last_seq = last_seq + 1",
                "last_grant_no = last_grant_no + 1",
                "last_at = last_at + interval '1 microsecond'")) {
            changeLast("update credit_account set " + difference, change);

            assertThatItFailsAtOnce(change);
            changeLast("update credit_account set " + difference.replace('+', '-'), change);
        }
        attempt(change);

        database.assertInvariants();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void a_row_that_is_gone_is_not_made_again(Change change) throws SQLException {
        fill(change);
        changeLast("delete from credit_account", change);

        assertThatItFailsAtOnce(change);
    }

    private void changeLast(String what, Change change) {
        int last = change.recorded.accounts().size() - 1;
        TestDatabase.execute(database.dataSource(), "%s where account_id like 'account-%03d%%'".formatted(what, last));
    }

    private void assertThatItFailsAtOnce(Change change) throws SQLException {
        List<String> before = rows();

        DataAccessException failure = catchThrowableOfType(DataAccessException.class, () -> attempt(change));

        assertThat(failure).cause().hasMessageContaining(change.failure);
        assertThat(failure.sqlState()).isEqualTo(REFUSED_CAST);
        assertThat(rows()).isEqualTo(before);
    }

    /** Commits all earlier steps, and remembers what they leave. */
    private void fill(Change change) {
        for (int earlier = 0; earlier < change.round; earlier++) {
            int round = earlier;
            database.store().transact(transaction -> {
                if (round == 0) {
                    transaction.createIfAbsent(change.recorded.accounts());
                }
                transaction.write(change.recorded.changes(round));
                return true;
            });
        }
        memory.remember(IntStream.range(0, recordedOf(change).size())
                .mapToObj(account -> known(change, account))
                .toList());
    }

    /** At its first step an account is opened, and has no grants. */
    private static KnownGrants known(Change change, int account) {
        Account opened = change.recorded.changes(0).get(account).account();
        KnownGrants known = new KnownGrants(
                opened, POLICY.consumptionOrder(), opened.openedAt(), List.of(), true, List.of(), KnownGrants.CALM);
        for (int round = 1; round < change.round; round++) {
            known = known.after(change.recorded.changes(round).get(account));
        }
        return known;
    }

    /** Does it as a first attempt does. A second one would wait. */
    private void attempt(Change change) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("options", TIMEOUTS);
        try (Connection connection =
                DriverManager.getConnection(database.dataSource().getJdbcUrl(), settings)) {
            connection.setAutoCommit(false);
            Session session = session(connection);
            TransactionMemory presuming = TransactionMemory.presuming(memory, true);
            List<Demand> demands = change.recorded.demands(change.round);
            StoreTransaction transaction = begin(session, presuming);
            transaction.expect(() -> demands);
            transaction.lock(change.recorded.accounts());
            transaction.load(demands);
            transaction.write(recordedOf(change));
            assertThat(presuming.arePresumedRows()).isTrue();
            session.commit();
        }
    }

    /** Writes in locked rows, and does not commit. */
    private void writeInOthers(List<AccountChange> some) {
        Session session = session(others);
        StoreTransaction transaction = begin(session, TransactionMemory.presumingNothing(AccountMemory.NONE));
        TreeSet<AccountId> accounts = new TreeSet<>();
        some.forEach(changed -> accounts.add(changed.account().id()));
        transaction.lock(accounts);
        transaction.write(some);
        session.flush();
    }

    private static List<AccountChange> recordedOf(Change change) {
        return change.recorded.changes(change.round);
    }

    private StoreTransaction begin(Session session, TransactionMemory attempt) {
        return new JdbcStoreTransaction(session, database.dialect(), attempt);
    }

    private Session session(Connection connection) {
        return new Session(connection, database.dialect().configuration(), false);
    }

    private List<String> rows() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return rows(connection);
        }
    }

    private static List<String> rows(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(ROWS)) {
            List<String> rows = new ArrayList<>();
            while (answer.next()) {
                rows.add(answer.getString(1));
            }
            return rows;
        }
    }
}
