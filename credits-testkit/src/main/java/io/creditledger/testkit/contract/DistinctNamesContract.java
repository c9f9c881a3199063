package io.creditledger.testkit.contract;

import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.AccountId;
import io.creditledger.AccountNotFoundException;
import io.creditledger.Grant;
import io.creditledger.GrantQuery;
import io.creditledger.IdempotencyConflictException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That names which only look alike, or which some collation takes for equal, name different things. */
abstract class DistinctNamesContract extends ContractSuite {
    private static final List<String> ALIKE = List.of(
            "alice",
            "ALICE",
            "Alice",
            "alice ",
            "alice  ",
            " alice",
            "alice\t",
            "alice\n",
            "alice\u00a0",
            "alic\u00e9",
            "alice\u0301",
            "alic\u00e8",
            "\u00e1lice",
            "\u0430lice",
            "al\u0131ce",
            "al\u0130ce",
            "\uff41\uff4c\uff49\uff43\uff45",
            "ali\u200dce",
            "ali\u200bce",
            "ali\u00adce",
            "\ufeffalice",
            "strasse",
            "stra\u00dfe",
            "STRASSE",
            "stra\u1e9ee",
            "\u03c3",
            "\u03c2",
            "\u03a3",
            "\u00c5",
            "\u212b",
            "A\u030a",
            "fi",
            "\ufb01",
            "1",
            "01",
            "1.0",
            "\u2460",
            "\uD83D\uDE00",
            "\uD83D\uDE01",
            "%",
            "_",
            "?");

    @BeforeEach
    void openFirst() {
        open(ALICE);
        grant(ALICE, 1, "order");
    }

    @Test
    void every_name_is_an_account_of_its_own() {
        for (int i = 1; i < ALIKE.size(); i++) {
            AccountId account = AccountId.of(ALIKE.get(i));
            assertThatThrownBy(() -> ledger.balance(account)).isInstanceOf(AccountNotFoundException.class);
            assertThat(ledger.open(account)).isNew();
            grant(account, i + 1L, "order");
        }
        for (int i = 0; i < ALIKE.size(); i++) {
            AccountId account = AccountId.of(ALIKE.get(i));
            assertThat(ledger.balance(account)).as("%s", account).hasAvailable(i + 1L);
            assertThat(journal(account))
                    .hasSize(2)
                    .allSatisfy(entry -> assertThat(entry.account()).isEqualTo(account));
        }
    }

    @Test
    void what_one_account_pays_no_other_pays() {
        AccountId upper = AccountId.of("ALICE");
        AccountId padded = AccountId.of("alice ");
        open(upper);
        open(padded);
        grant(upper, 10, "order");
        grant(padded, 20, "order");

        charge(upper, 5, "task-1");

        assertThat(ledger.balance(ALICE)).hasAvailable(1);
        assertThat(ledger.balance(upper)).hasAvailable(5);
        assertThat(ledger.balance(padded)).hasAvailable(20);
    }

    @Test
    void every_key_has_an_effect_of_its_own() {
        grant(ALICE, 1_000, "credits");
        for (int i = 0; i < ALIKE.size(); i++) {
            assertThat(charge(ALICE, i, ALIKE.get(i))).as(ALIKE.get(i)).isNew().hasAmount(i);
        }
        for (int i = 0; i < ALIKE.size(); i++) {
            assertThat(charge(ALICE, i, ALIKE.get(i)))
                    .as(ALIKE.get(i))
                    .isReplay()
                    .hasAmount(i);
        }
    }

    @Test
    void every_key_makes_a_grant_of_its_own() {
        for (int i = 0; i < ALIKE.size(); i++) {
            assertThat(ledger.grant(grantOf(ALICE, i + 1L, ALIKE.get(i)))).isNew();
        }
        List<Grant> newestFirst = ledger.grants(ALICE, GrantQuery.all()).items();
        assertThat(newestFirst).hasSize(ALIKE.size() + 1);
        for (int i = 0; i < ALIKE.size(); i++) {
            assertThat(current(ALICE, ALIKE.get(i))).hasAmount(i + 1L);
        }
    }

    @Test
    void references_that_only_look_alike_make_different_requests() {
        ledger.grant(grantOf(ALICE, 10, "order-1").withReference("alice"));

        for (String alike : ALIKE.subList(1, ALIKE.size())) {
            assertThatThrownBy(() -> ledger.grant(grantOf(ALICE, 10, "order-1").withReference(alike)))
                    .as(alike)
                    .isInstanceOf(IdempotencyConflictException.class);
        }
        assertThat(ledger.balance(ALICE)).hasAvailable(11);
    }
}
