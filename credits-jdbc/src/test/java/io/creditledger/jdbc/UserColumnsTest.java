package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.chargeOf;
import static io.creditledger.jdbc.LedgerDatabase.grantOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.AccountId;
import io.creditledger.CreditLedger;
import io.creditledger.Credits;
import io.creditledger.UserCreditsOverflowException;
import java.util.Collection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which columns of a host the ledger can keep equal, and what does not fit into them. */
@EveryDatabase
class UserColumnsTest {
    private static final String UUID = "6f9619ff-8b86-d011-b42d-00cf4fc964ff";
    private static final long GREATEST = Integer.MAX_VALUE;

    private final LedgerDatabase database;
    private final HostUsers users;

    UserColumnsTest(TestDatabase server) {
        database = LedgerDatabase.emptied(server);
        users = new HostUsers(database);
    }

    @AfterEach
    void audit() {
        users.close();
        database.assertInvariants();
    }

    @ParameterizedTest
    @CsvSource({
        "smallint, int, 7",
        "integer, integer, 7",
        "integer, bigint, -7",
        "bigint, int, 9223372036854775807",
        "varchar(64), int, user-7",
        "varchar(64), int, 007",
        "char(7), bigint, user--7",
        "uuid, int, " + UUID,
    })
    void users_are_found_by_ids_of_every_type(String idType, String creditsType, String id) {
        users.table(idType, creditsType).with(id);
        CreditLedger ledger = users.ledger();
        AccountId account = AccountId.of(id);

        ledger.open(account);
        ledger.grant(grantOf(account, 100, "purchase-1"));
        ledger.charge(chargeOf(account, 30, "task-1"));

        assertThat(credits()).containsExactly(70L);
    }

    @ParameterizedTest
    @CsvSource({
        "integer, 7, 07",
        "integer, 7, +7",
        "integer, 7, 7.0",
        "integer, 7, team-7",
        "integer, 7, 4294967303",
        "bigint, 7, 18446744073709551623",
        "integer, 0, -0",
        "integer, 7, ٧",
        "uuid, " + UUID + ", 6F9619FF-8B86-D011-B42D-00CF4FC964FF",
        "uuid, " + UUID + ", {" + UUID + "}",
        "uuid, " + UUID + ", 7",
        "uuid, 00000001-0001-0001-0001-000000000001, 1-1-1-1-1",
    })
    void an_account_whose_id_is_not_how_a_user_s_is_written_has_no_user(String idType, String user, String account) {
        users.table(idType, "int").with(user);
        CreditLedger ledger = users.ledger();
        AccountId id = AccountId.of(account);

        ledger.open(id);
        ledger.grant(grantOf(id, 100, "purchase-1"));

        assertThat(ledger.balance(id).available()).isEqualTo(Credits.of(100));
        assertThat(credits()).containsExactly(10L);
    }

    @Test
    void an_id_that_no_user_can_have_does_not_spoil_the_host_s_transaction() {
        users.table("bigint", "int").with("7");
        JdbcCreditLedger ledger = users.ledger();

        database.inHostTransaction(connection -> {
            ledger.joining(connection).open(AccountId.of("team-7"));
            LedgerDatabase.placeOrder(connection, "order-1", 30);
            return ledger.joining(connection).open(AccountId.of("7"));
        });

        assertThat(database.orders()).isEqualTo(1);
        assertThat(credits()).containsExactly(0L);
    }

    @Test
    void a_grant_that_the_column_cannot_hold_is_refused_and_its_key_stays_free() {
        users.table("bigint", "int").with("7");
        CreditLedger ledger = users.ledger();
        AccountId account = AccountId.of("7");
        ledger.open(account);
        ledger.grant(grantOf(account, GREATEST, "purchase-1"));
        assertThat(credits()).containsExactly(GREATEST);

        assertThatThrownBy(() -> ledger.grant(grantOf(account, 1, "purchase-2")))
                .isInstanceOfSatisfying(UserCreditsOverflowException.class, refusal -> {
                    assertThat(refusal.account()).isEqualTo(account);
                    assertThat(refusal.available()).isEqualTo(Credits.of(GREATEST + 1));
                    assertThat(refusal.greatest()).isEqualTo(Credits.of(GREATEST));
                });
        assertThat(ledger.balance(account).available()).isEqualTo(Credits.of(GREATEST));
        assertThat(credits()).containsExactly(GREATEST);

        ledger.charge(chargeOf(account, 1, "task-1"));
        assertThat(ledger.grant(grantOf(account, 1, "purchase-2")).isReplay()).isFalse();
        assertThat(credits()).containsExactly(GREATEST);
    }

    @Test
    void after_a_refusal_the_host_s_transaction_goes_on_without_the_change() {
        users.table("bigint", "int").with("7", "8");
        JdbcCreditLedger ledger = users.ledger();
        ledger.open(AccountId.of("7"));
        ledger.open(AccountId.of("8"));

        database.inHostTransaction(connection -> {
            CreditLedger joined = ledger.joining(connection);
            assertThatThrownBy(() -> joined.grant(grantOf(AccountId.of("7"), GREATEST + 1, "purchase-1")))
                    .isInstanceOf(UserCreditsOverflowException.class);
            return joined.grant(grantOf(AccountId.of("8"), 20, "purchase-1"));
        });

        assertThat(ledger.balance(AccountId.of("7")).available()).isEqualTo(Credits.ZERO);
        assertThat(credits()).containsExactly(0L, 20L);
    }

    @Test
    void an_account_without_a_user_may_have_more_than_the_column_holds() {
        users.table("varchar(64)", "int").with("alice");
        CreditLedger ledger = users.ledger();
        AccountId treasury = AccountId.of("treasury");

        ledger.open(treasury);
        ledger.grant(grantOf(treasury, Long.MAX_VALUE, "purchase-1"));

        assertThat(ledger.balance(treasury).available()).isEqualTo(Credits.of(Long.MAX_VALUE));
        assertThat(credits()).containsExactly(10L);
    }

    @Test
    void a_bigint_holds_all_that_an_account_can_have() {
        users.table("bigint", "bigint").with("7");
        CreditLedger ledger = users.ledger();

        ledger.open(AccountId.of("7"));
        ledger.grant(grantOf(AccountId.of("7"), Long.MAX_VALUE, "purchase-1"));

        assertThat(credits()).containsExactly(Long.MAX_VALUE);
    }

    @Test
    void without_a_table_of_users_there_is_no_ledger() {
        assertThatThrownBy(users::ledger)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("a table users", "id (integer, bigint, varchar or uuid)", "the database said");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id bigint", "credits int", "user_id bigint, credits int"})
    void without_both_columns_there_is_no_ledger(String columns) {
        TestDatabase.execute(database.dataSource(), "create table users (" + columns + ")");

        assertThatThrownBy(users::ledger)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a column credits (integer or bigint), but the database said");
    }

    @ParameterizedTest
    @CsvSource({"date, int, id is of the type", "bigint, varchar(10), credits is of the type"})
    void with_columns_of_other_types_there_is_no_ledger(String idType, String creditsType, String problem) {
        users.table(idType, creditsType);

        assertThatThrownBy(users::ledger)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void a_ledger_that_is_not_asked_needs_no_users() {
        assertThat(database.ledger().open(AccountId.of("7")).isReplay()).isFalse();
    }

    /** What the column says, of each user, in the order of their ids. */
    private Collection<Long> credits() {
        return users.all().values();
    }
}
