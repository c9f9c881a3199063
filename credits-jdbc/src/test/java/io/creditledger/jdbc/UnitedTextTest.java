package io.creditledger.jdbc;

import static io.creditledger.jdbc.Column.column;
import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static io.creditledger.jdbc.schema.Tables.CREDIT_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.spi.Account;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether every updated row was there is always checked, and in the cheaper way where that is possible. */
class UnitedTextTest {
    private static final Column<Account> ID =
            column(CREDIT_ACCOUNT.ACCOUNT_ID, account -> account.id().value());
    private static final Column<Account> BALANCE =
            column(CREDIT_ACCOUNT.BALANCE, account -> account.balance().value());

    private static final RowUpdate<Account> UPDATE = new RowUpdate<>(CREDIT_ACCOUNT, List.of(BALANCE), List.of(ID));
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
