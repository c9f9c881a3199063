package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.Credits;
import io.creditledger.spi.Account;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which columns are written of rows that are remembered. */
class RememberedMoveTest {
    private static final Instant OPENED = Instant.parse("2026-01-15T10:00:00Z");
    private static final Account REMEMBERED = account(100, 20, 3, 1);

    static Stream<Account> charged() {
        return Stream.of(account(90, 20, 3, 1), account(100, 20, 3, 1), account(0, 20, 3, 1));
    }

    static Stream<Account> otherwiseChanged() {
        return Stream.of(account(100, 21, 3, 1), account(100, 20, 4, 1), account(90, 20, 0, 1), account(110, 20, 3, 2));
    }

    @ParameterizedTest
    @MethodSource("charged")
    void what_changes_the_balance_writes_the_balance_the_number_and_the_time(Account moved) {
        assertThat(written(List.of(moved))).containsExactly("balance", "last_seq", "last_at");
    }

    @ParameterizedTest
    @MethodSource("otherwiseChanged")
    void what_changes_anything_else_writes_whatever_a_transaction_may_change(Account moved) {
        assertThat(written(List.of(moved)))
                .containsExactly("balance", "last_seq", "last_at", "held", "debt", "last_grant_no");
    }

    @ParameterizedTest
    @MethodSource("otherwiseChanged")
    void one_such_change_is_enough(Account moved) {
        assertThat(written(List.of(account(90, 20, 3, 1), moved, account(90, 20, 3, 1))))
                .hasSize(6);
    }

    /** The other columns prove the row. */
    private static List<String> written(List<Account> moved) {
        List<Column<RememberedMove>> columns = AccountRows.move(moved.stream()
                        .map(account -> new RememberedMove(REMEMBERED, account))
                        .toList())
                .columns();
        List<String> names = columns.stream().map(Column::name).toList();
        return names.subList(0, names.indexOf("account_id"));
    }

    private static Account account(long balance, long held, long debt, long grants) {
        return new Account(ALICE, Credits.of(balance), Credits.of(held), Credits.of(debt), 7, grants, OPENED, OPENED);
    }
}
