package io.creditledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.LedgerUnavailableException;
import io.creditledger.spi.CreditStore;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody has deleted a row that the ledger is about to update: nothing of the transaction may stay. */
@EveryDatabase
class MissingRowTest {
    private static final RecordedAccounts ONE = new RecordedAccounts(1, 2);
    private static final RecordedAccounts SOME = new RecordedAccounts(3, 2);

    private final LedgerDatabase database;
    private final CreditStore store;

    MissingRowTest(TestDatabase server) {
        database = LedgerDatabase.emptied(server);
        store = database.store();
    }

    /** What is done at one step of the recorded accounts, and the step. */
    private enum Change {
        GRANT(1),
        CHARGE_OF_ONE_GRANT(3),
        CHARGE_OF_TWO_GRANTS(4),
        COMPLETION(7);

        private final int round;

        Change(int round) {
            this.round = round;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GRANT, credit_account",
        "CHARGE_OF_ONE_GRANT, credit_account",
        "CHARGE_OF_ONE_GRANT, credit_grant",
        "CHARGE_OF_TWO_GRANTS, credit_account",
        "CHARGE_OF_TWO_GRANTS, credit_grant",
        "COMPLETION, credit_account",
        "COMPLETION, credit_grant",
        "COMPLETION, credit_task"
    })
    void fails_the_change_that_updates_it(Change change, String table) {
        assertThatNothingIsWritten(ONE, change, table);
    }

    @ParameterizedTest
    @CsvSource({
        "GRANT, credit_account",
        "CHARGE_OF_ONE_GRANT, credit_account",
        "CHARGE_OF_ONE_GRANT, credit_grant",
        "COMPLETION, credit_account",
        "COMPLETION, credit_grant",
        "COMPLETION, credit_task"
    })
    void of_one_account_fails_the_changes_of_others_beside_it(Change change, String table) {
        assertThatNothingIsWritten(SOME, change, table);
    }

    private void assertThatNothingIsWritten(RecordedAccounts recorded, Change change, String table) {
        for (int earlier = 0; earlier < change.round; earlier++) {
            write(recorded, earlier);
        }
        TestDatabase.execute(database.dataSource(), "delete from " + table + " where account_id like 'account-000%'");
        List<Long> before = sums();

        assertThatThrownBy(() -> write(recorded, change.round))
                .isInstanceOf(LedgerUnavailableException.class)
                .hasStackTraceContaining("locked rows");

        assertThat(sums()).isEqualTo(before);
    }

    /** Any row that is written changes one of them. */
    private List<Long> sums() {
        return List.of(
                database.count("select count(*) from credit_entry"),
                database.count("select coalesce(sum(last_seq + balance), 0) from credit_account"),
                database.count("select coalesce(sum(1 + remaining), 0) from credit_grant"),
                database.count("select count(*) from credit_task where status = 'RUNNING'"));
    }

    private void write(RecordedAccounts recorded, int round) {
        store.transact(transaction -> {
            if (round == 0) {
                transaction.createIfAbsent(recorded.accounts());
            }
            transaction.write(recorded.changes(round));
            return true;
        });
    }
}
