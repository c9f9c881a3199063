package io.creditledger.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.CreditLedger;
import io.creditledger.CreditPolicy;
import io.creditledger.Credits;
import io.creditledger.IdempotencyKey;
import io.creditledger.testkit.InMemoryCreditLedger;
import io.creditledger.testkit.SettableClock;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementTableTest {
    private static final int CHARGES = 250;

    private final AccountId alice = AccountId.of("alice");
    private final CreditLedger ledger = InMemoryCreditLedger.create(
            CreditPolicy.builder().signUpCredits(Credits.of(CHARGES)).build(),
            SettableClock.at("2026-08-31T09:00:00Z"));

    @Test
    void a_statement_of_several_pages_has_every_line_once_and_the_newest_last() {
        ledger.open(alice);
        for (int charge = 1; charge <= CHARGES; charge++) {
            ledger.charge(alice, Credits.of(1), IdempotencyKey.of("task:" + charge));
        }

        List<String> lines = StatementTable.of(ledger, alice).lines().toList();

        assertThat(lines).hasSize(2 + 2 + CHARGES);
        assertThat(lines.subList(4, lines.size()))
                .extracting(line -> line.substring(line.lastIndexOf(' ') + 1))
                .startsWith("249", "248")
                .endsWith("1", "0")
                .doesNotHaveDuplicates();
    }

    @Test
    void columns_are_as_wide_as_what_stands_in_them() {
        ledger.open(alice);
        ledger.charge(alice, Credits.ZERO, IdempotencyKey.of("task:free"));

        assertThat(StatementTable.of(ledger, alice).lines())
                .containsExactly(
                        "Recorded (UTC)    Type    Grant        Reference                  Amount  Balance",
                        "----------------  ------  -----------  -------------------------  ------  -------",
                        "2026-08-31 09:00  OPEN                                                 0        0",
                        "2026-08-31 09:00  GRANT   credit:open  sign-up, until 2027-02-28    +250      250",
                        "2026-08-31 09:00  CHARGE                                               0      250");
    }
}
