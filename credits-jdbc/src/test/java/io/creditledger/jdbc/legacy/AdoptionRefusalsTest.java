package io.creditledger.jdbc.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.jdbc.EveryDatabase;
import io.creditledger.jdbc.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What cannot be adopted, and why. */
@EveryDatabase
class AdoptionRefusalsTest {
    private final TestDatabase server;

    AdoptionRefusalsTest(TestDatabase server) {
        this.server = server;
    }

    /** Ids are texts, as long as the host likes. */
    private AdoptionDatabase database(String... statements) {
        AdoptionDatabase database =
                AdoptionDatabase.with(server, IdType.VARCHAR, null, new LegacyRows(List.of(), List.of(), List.of()));
        String time = server == TestDatabase.POSTGRESQL || server == TestDatabase.H2
                ? "timestamp with time zone"
                : "timestamp(6) null";
        TestDatabase.execute(
                database.dataSource(),
                "drop table tasks",
                "drop table credit_transactions",
                "drop table users",
                "create table users (id varchar(500) not null primary key, credits bigint)",
                "create table credit_transactions (id varchar(500) not null primary key, user_id varchar(500),"
                        + " amount bigint, created_at " + time + ")",
                "create table tasks (id varchar(500) not null primary key, user_id varchar(500), status varchar(20),"
                        + " created_at " + time + ", completed_at " + time + ")");
        TestDatabase.execute(database.dataSource(), statements);
        return database;
    }

    private static String user(String id, long credits) {
        return "insert into users values ('" + id + "', " + credits + ")";
    }

    private static String transaction(String id, String user, long amount) {
        return "insert into credit_transactions values ('" + id + "', '" + user + "', " + amount + ", null)";
    }

    @Test
    void what_the_ledger_cannot_hold_is_refused_and_others_go_on() {
        String tooLong = "u".repeat(400);
        AdoptionDatabase database = database(
                user("good", 5),
                transaction("t1", "good", 5),
                user(tooLong, 5),
                transaction("t2", tooLong, 5),
                user("long transaction", 5),
                transaction("t".repeat(187), "long transaction", 5),
                user("longest transaction", 5),
                transaction("t".repeat(186), "longest transaction", 5),
                user("long task", 0),
                "insert into tasks values ('" + "k".repeat(129) + "', 'long task', 'RUNNING', null, null)",
                user("overflow", 0),
                transaction("t3", "overflow", Long.MAX_VALUE),
                transaction("t4", "overflow", Long.MAX_VALUE),
                user("underflow", 0),
                transaction("t5", "underflow", Long.MIN_VALUE),
                user("far apart", -1),
                transaction("t6", "far apart", Long.MAX_VALUE));

        AdoptionResult result = LegacyAdoption.into(
                        database.ledger(), AdoptionSettings.adjusting().withBatchSize(2))
                .adopt();

        assertThat(result.users()).isEqualTo(2);
        assertThat(database.host().query("select account_id from credit_account order by 1"))
                .extracting(row -> row.get("account_id"))
                .containsExactly("good", "longest transaction");
        assertThat(result.refused())
                .allMatch(refused -> refused.reason() == RefusalReason.NOT_STORABLE)
                .extracting(RefusedUser::user)
                .containsExactlyInAnyOrder(
                        tooLong, "long transaction", "long task", "overflow", "underflow", "far apart");
        assertThat(result.refused())
                .filteredOn(refused -> refused.user().equals("long task"))
                .singleElement()
                .extracting(RefusedUser::detail)
                .asString()
                .startsWith("tasks.id kkk")
                .endsWith("task id must be at most 128 characters (UTF-16 code units) long, but had 129");
        database.ledgers().assertInvariants();
    }

    @Test
    void an_id_that_differs_in_case_from_its_user_s_belongs_to_whom_the_database_says() {
        AdoptionDatabase database = database(user("Ann", 0), transaction("t1", "ann", 5));
        boolean sameForTheHost =
                database.ledgers().count("select count(*) from users u join credit_transactions t on t.user_id = u.id")
                        > 0;

        AdoptionResult result = LegacyAdoption.into(database.ledger(), AdoptionSettings.refusing())
                .adopt();

        assertThat(result.refusedUsers()).isEqualTo(sameForTheHost ? 1 : 0);
        assertThat(result.orphanTransactions()).isEqualTo(sameForTheHost ? 0 : 1);
    }

    @Test
    void tables_that_are_not_as_they_must_be_are_refused_by_name() {
        AdoptionDatabase database = database();
        LegacyAdoption adoption = LegacyAdoption.into(database.ledger(), AdoptionSettings.adjusting());

        TestDatabase.execute(database.dataSource(), "alter table tasks drop column completed_at");
        assertThatThrownBy(adoption::adopt)
                .isInstanceOf(LegacyDatabaseException.class)
                .hasMessage("the table tasks must be there with a column completed_at, but has only"
                        + " [created_at, id, status, user_id]");

        TestDatabase.execute(database.dataSource(), "drop table tasks");
        assertThatThrownBy(adoption::adopt)
                .isInstanceOf(LegacyDatabaseException.class)
                .hasMessage("the table tasks must be there with a column id, but is not there");
    }

    @Test
    void amounts_that_need_not_be_whole_are_refused() {
        AdoptionDatabase database = database(
                "drop table credit_transactions",
                "create table credit_transactions (id varchar(500), user_id varchar(500), amount decimal(10, 2),"
                        + " created_at timestamp)");
        LegacyAdoption adoption = LegacyAdoption.into(database.ledger(), AdoptionSettings.adjusting());

        assertThatThrownBy(adoption::adopt)
                .isInstanceOf(LegacyDatabaseException.class)
                .hasMessageStartingWith("the column credit_transactions.amount must be an integer or bigint");
    }

    @Test
    void ids_of_other_types_than_the_users_are_refused() {
        AdoptionDatabase database = database(
                "drop table credit_transactions",
                "create table credit_transactions (id varchar(500), user_id bigint, amount integer,"
                        + " created_at timestamp)");
        LegacyAdoption adoption = LegacyAdoption.into(database.ledger(), AdoptionSettings.adjusting());

        assertThatThrownBy(adoption::adopt)
                .isInstanceOf(LegacyDatabaseException.class)
                .hasMessageStartingWith("the column credit_transactions.user_id must have the type of users.id");
    }

    @Test
    void a_cutover_that_has_not_come_is_refused() {
        AdoptionDatabase database = database(user("good", 5));
        LegacyAdoption adoption = LegacyAdoption.into(
                database.ledger(), AdoptionSettings.adjusting().withCutover(AdoptionDatabase.NOW.plusSeconds(1)));

        assertThatThrownBy(adoption::adopt)
                .isInstanceOf(AdoptionRefusedException.class)
                .hasMessage("users can be adopted when the cutover has come, but it is "
                        + AdoptionDatabase.NOW.plusSeconds(1) + ", and now is " + AdoptionDatabase.NOW);
    }
}
