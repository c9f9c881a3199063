package io.creditledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.LedgerUnavailableException;
import io.creditledger.spi.CreditStore;
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

    @ParameterizedTest
    @CsvSource({
        "1, credit_account",
        "3, credit_account",
        "3, credit_grant",
        "4, credit_account",
        "4, credit_grant",
        "7, credit_account",
        "7, credit_grant",
        "7, credit_task"
    })
    void fails_a_grant_a_charge_of_one_grant_and_of_two_and_the_completion_of_a_task(int round, String table) {
        assertThatNothingIsWritten(ONE, round, table);
    }

    @ParameterizedTest
    @CsvSource({
        "1, credit_account",
        "3, credit_account",
        "3, credit_grant",
        "7, credit_account",
        "7, credit_grant",
        "7, credit_task"
    })
    void of_one_account_fails_the_others_beside_it(int round, String table) {
        assertThatNothingIsWritten(SOME, round, table);
    }

    private void assertThatNothingIsWritten(RecordedAccounts recorded, int round, String table) {
        for (int earlier = 0; earlier < round; earlier++) {
            write(recorded, earlier);
        }
        long entries = database.count("select count(*) from credit_entry");
        TestDatabase.execute(database.dataSource(), "delete from " + table + " where account_id like 'account-000%'");

        assertThatThrownBy(() -> write(recorded, round))
                .isInstanceOf(LedgerUnavailableException.class)
                .hasStackTraceContaining("locked rows");

        assertThat(database.count("select count(*) from credit_entry")).isEqualTo(entries);
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
