package io.creditledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.Grant;
import io.creditledger.spi.AccountChange;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How PostgreSQL goes about the statements that change accounts that are remembered. */
class RememberedPlansTest {
    @Test
    void postgresql_finds_remembered_accounts_off_their_key_and_changes_them_where_it_found_them() throws SQLException {
        LedgerDatabase database = Plans.filled(TestDatabase.POSTGRESQL);

        RecordedAccounts recorded = new RecordedAccounts(1, 1);
        List<RememberedRowUpdate<RememberedMove>> moves = List.of(
                AccountRows.move(remembered(recorded.changes(1), recorded.changes(0))),
                AccountRows.move(remembered(recorded.changes(2), recorded.changes(1))));

        assertThat(moves).doesNotHaveDuplicates();
        assertThat(moves.stream().flatMap(move -> Stream.of(move.ofOneRow(), move.ofArrays())))
                .allSatisfy(move -> assertThat(Plans.explainGeneric(database, move))
                        .contains(
                                "LockRows",
                                "Index Scan using credit_account_pk on credit_account",
                                "Tid Scan on credit_account")
                        .doesNotContain("Seq Scan"));
    }

    @Test
    void postgresql_finds_all_that_charges_of_remembered_accounts_write_off_keys() throws SQLException {
        LedgerDatabase database = Plans.filled(TestDatabase.POSTGRESQL);
        List<String> charges = List.of(
                changeOfRemembered(new RecordedAccounts(1, 1), 2),
                changeOfRemembered(new RecordedAccounts(1, 2), 4),
                changeOfRemembered(new RecordedAccounts(9, 2), 4),
                changeOfRemembered(new RecordedAccounts(3, number -> 1 + number), 3));

        assertThat(Set.copyOf(charges)).hasSize(4);
        assertThat(charges)
                .allSatisfy(charge -> assertThat(Plans.explainGeneric(database, charge))
                        .contains("LockRows", "using credit_account_pk on credit_account", "Tid Scan on credit_account")
                        .containsPattern("using credit_grant_(pk|order) on credit_grant")
                        .doesNotContain("Seq Scan"));
    }

    /** The statement for what accounts change at a step, among it charges. */
    private static String changeOfRemembered(RecordedAccounts recorded, int round) {
        List<AccountChange> changes = recorded.changes(round);
        List<RememberedMove> moves = remembered(changes, recorded.changes(round - 1));
        List<RowWrite<?>> writes = new ArrayList<>();
        writes.add(RowWrite.of(AccountRows.move(moves), moves));
        List<Grant> made = all(changes, AccountChange::made);
        if (!made.isEmpty()) {
            writes.add(RowWrite.of(GrantRows.INSERT, made));
        }
        writes.add(RowWrite.of(GrantRows.DRAW, all(changes, AccountChange::drawn)));
        writes.add(RowWrite.of(EntryRows.INSERT, all(changes, AccountChange::entries)));
        return UnitedText.of(writes).text();
    }

    private static <T> List<T> all(List<AccountChange> changes, Function<AccountChange, List<T>> rows) {
        return changes.stream().flatMap(change -> rows.apply(change).stream()).toList();
    }

    private static List<RememberedMove> remembered(List<AccountChange> changes, List<AccountChange> before) {
        return IntStream.range(0, changes.size())
                .mapToObj(i -> new RememberedMove(
                        before.get(i).account(), changes.get(i).account()))
                .toList();
    }
}
