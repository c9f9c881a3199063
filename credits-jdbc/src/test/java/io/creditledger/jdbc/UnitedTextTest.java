package io.creditledger.jdbc;

import static io.creditledger.jdbc.Column.column;
import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static io.creditledger.jdbc.schema.Tables.CREDIT_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.spi.Account;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Whether every updated row was there is always checked, and in the cheaper way where that is possible; where rows are
 * remembered, before anything else is touched.
 */
class UnitedTextTest {
    private static final Column<Account> ID =
            column(CREDIT_ACCOUNT.ACCOUNT_ID, account -> account.id().value());
    private static final Column<Account> BALANCE =
            column(CREDIT_ACCOUNT.BALANCE, account -> account.balance().value());

    private static final RowUpdate<Account> UPDATE = new RowUpdate<>(CREDIT_ACCOUNT, List.of(BALANCE), List.of(ID));
    private static final RememberedRowUpdate<Account> REMEMBERED =
            RememberedRowUpdate.of(CREDIT_ACCOUNT, List.of(BALANCE), List.of(ID, BALANCE));
    private static final RowInsert<Account> INSERT = new RowInsert<>(CREDIT_ACCOUNT, List.of(ID, BALANCE));

    @Test
    void an_insert_of_one_row_after_single_updates_asks_whether_all_of_them_found_their_row() {
        UnitedText text = UnitedText.of(List.of(of(UPDATE, 1), of(INSERT, 1), of(UPDATE, 1), of(INSERT, 1)));

        assertThat(text.isCounting()).isFalse();
        assertThat(text.text())
                .startsWith(
                        "with written_1 as (update credit_account set balance = ? where account_id = ? returning 1),"
                                + " written_2 as (insert into credit_account (account_id, balance) values (?, ?)),"
                                + " written_3 as (update")
                .contains("insert into credit_account (account_id, balance) values (case")
                .contains("exists (select from written_1, written_3) then ?")
                .endsWith("end, ?)");
    }

    @Test
    void an_update_that_comes_last_is_counted() {
        assertCounts("1, 1", of(UPDATE, 1), of(INSERT, 1), of(UPDATE, 1));
        assertCounts("1", of(UPDATE, 1));
    }

    @Test
    void many_rows_of_any_kind_are_counted() {
        assertCounts("2", of(UPDATE, 2), of(INSERT, 1));
        assertCounts("1, 3", of(UPDATE, 1), of(UPDATE, 3), of(INSERT, 2));
        assertCounts("1", of(UPDATE, 1), of(INSERT, 2));
    }

    @Test
    void what_updates_nothing_has_nothing_to_check() {
        for (int rows = 1; rows <= 2; rows++) {
            UnitedText text = UnitedText.of(List.of(of(INSERT, 1), of(INSERT, rows)));

            assertThat(text.isCounting()).isFalse();
            assertThat(text.text()).doesNotContain("exists", "count(").endsWith("select true");
        }
    }

    @Test
    void every_part_depends_on_whether_the_remembered_row_was_found() {
        UnitedText text =
                UnitedText.of(List.of(remembered(1), of(UPDATE, 1), of(INSERT, 1), of(UPDATE, 1), of(INSERT, 1)));

        assertThat(text.isCounting()).isFalse();
        assertThat(text.isProving()).isFalse();
        assertThat(text.text()).isEqualTo("""
                        with written_1 as (update credit_account set balance = ?
                        where ctid = (select ctid from credit_account where account_id = ? and balance = ?\
                         for no key update skip locked) returning 1),\
                         written_2 as (update credit_account set balance = ? where account_id = ?\
                         and exists (select from written_1) returning 1),\
                         written_3 as (insert into credit_account (account_id, balance)\
                         values (case when exists (select from written_1) then ? end, ?)),\
                         written_4 as (update credit_account set balance = ? where account_id = ?\
                         and exists (select from written_1) returning 1)\
                         insert into credit_account (account_id, balance) values (case
                            when exists (select from written_1, written_2, written_4) then ?
                            else (select cast(said as boolean)::text
                                from (select 'not all locked rows were there to be updated' as said offset 0) as refusal)
                        end, ?)""");
    }

    @Test
    void every_part_depends_on_whether_all_remembered_rows_were_found() {
        for (int rows = 1; rows <= 2; rows++) {
            UnitedText text = UnitedText.of(List.of(remembered(rows), of(UPDATE, 2), of(UPDATE, 1), of(INSERT, 2)));

            assertThat(text.isProving()).isTrue();
            assertThat(text.isCounting()).isTrue();
            assertThat(text.text())
                    .contains(
                            " returning 1), proven as (select count(*) = ? as are_found from written_1), written_2 as",
                            "given.account_id and (select are_found from proven) returning 1), written_3 as",
                            "where account_id = ? and (select are_found from proven) returning 1), written_4 as",
                            "unnest((select ?::bigint[])) where (select are_found from proven)) select case")
                    .endsWith("from (select concat_ws(', ', (select count(*) from written_1),"
                            + " (select count(*) from written_2), (select count(*) from written_3)) as updated,"
                            + " ?::text as given) as counted");
        }
    }

    @Test
    void one_insert_beside_many_rows_has_no_account_unless_all_remembered_rows_were_found() {
        UnitedText text = UnitedText.of(List.of(remembered(2), of(INSERT, 1), of(INSERT, 2)));

        assertThat(text.text())
                .contains("values (case when (select are_found from proven) then ? end, ?)), written_3 as");
    }

    @Test
    void remembered_rows_alone_are_counted() {
        assertThat(UnitedText.of(List.of(remembered(1))).isProving()).isTrue();
        assertCounts("1", remembered(1));
        assertCounts("2, 3", remembered(2), of(UPDATE, 3), of(INSERT, 1));
    }

    @Test
    void what_is_locked_depends_on_nothing() {
        for (RowWrite<?> first : List.of(of(UPDATE, 1), of(UPDATE, 2), of(INSERT, 1))) {
            for (RowWrite<?> last : List.of(of(UPDATE, 1), of(INSERT, 1), of(INSERT, 2))) {
                UnitedText text = UnitedText.of(List.of(first, of(INSERT, 1), of(UPDATE, 1), last));

                assertThat(text.isProving()).isFalse();
                assertThat(text.text()).doesNotContain("exists (select from written_1) ", "proven");
            }
        }
    }

    private static RowWrite<Account> remembered(int rows) {
        return of(REMEMBERED, rows);
    }

    private static void assertCounts(String counted, RowWrite<?>... writes) {
        UnitedText text = UnitedText.of(List.of(writes));

        assertThat(text.isCounting()).isTrue();
        assertThat(text.text()).contains("when updated = given then true");
        assertThat(UnitedText.counted(List.of(writes))).isEqualTo(counted);
    }

    private static RowWrite<Account> of(RowStatement<Account> statement, int rows) {
        return new RowWrite<>(statement, Collections.nCopies(rows, Account.unopened(ALICE)));
    }
}
