package io.creditledger.jdbc;

import static io.creditledger.jdbc.LedgerDatabase.ALICE;
import static io.creditledger.jdbc.LedgerDatabase.chargeOf;
import static io.creditledger.jdbc.LedgerDatabase.grantOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.AccountId;
import io.creditledger.BulkResult;
import io.creditledger.ChargeCredits;
import io.creditledger.Credits;
import io.creditledger.IdempotencyKey;
import io.creditledger.InsufficientCreditsException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts set PostgreSQL's driver as they like: several statements in one round trip go well with all of it. */
class DriverSettingsTest {
    private static final int ACCOUNTS = 5;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "preferQueryMode=simple",
                "preferQueryMode=extendedCacheEverything",
                "prepareThreshold=0",
                "prepareThreshold=1",
                "preparedStatementCacheQueries=0",
                "binaryTransfer=false",
                "autosave=always&cleanupSavepoints=true",
                "defaultRowFetchSize=1"
            })
    void the_ledger_works_with_a_driver_that_is_set_as(String settings) {
        String url = TestDatabase.POSTGRESQL.newUrl();
        try (JdbcCreditLedger ledger = JdbcCreditLedger.at(url + (url.contains("?") ? "&" : "?") + settings)
                .migrating()
                .build()) {
            for (int round = 0; round < 7; round++) {
                assertThat(chargeSome(ledger, round).done()).isEqualTo(ACCOUNTS);
            }
            assertThat(ledger.charge(chargeOf(ALICE, 1, "task-0")).isReplay()).isTrue();
            assertThatThrownBy(() -> ledger.charge(chargeOf(ALICE, 1_000, "too-much")))
                    .isInstanceOf(InsufficientCreditsException.class);
            assertThat(ledger.balance(ALICE).available()).isEqualTo(Credits.of(7 * 19 + 100));
        }
    }

    private static BulkResult chargeSome(JdbcCreditLedger ledger, int round) {
        ledger.open(ALICE);
        ledger.grant(grantOf(ALICE, 20, "purchase-" + round));
        ledger.charge(chargeOf(ALICE, 1, "task-" + round));
        List<ChargeCredits> charges = IntStream.range(0, ACCOUNTS)
                .mapToObj(account -> AccountId.of("account-" + account))
                .peek(ledger::open)
                .map(account -> ChargeCredits.of(account, Credits.of(1), IdempotencyKey.of("task-" + round)))
                .toList();
        return ledger.chargeAll(charges, outcome -> {});
    }
}
