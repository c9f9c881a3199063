package io.creditledger.testkit.contract;

import static io.creditledger.testkit.CreditAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;

/** That input which cannot be kept exactly is refused before it comes near the store. */
abstract class BadInputContract extends ContractSuite {
    @BeforeEach
    void giveTen() {
        open(ALICE);
        grant(ALICE, 10, "order-1");
    }

    @EachRow
    void what_cannot_be_kept_exactly_is_refused(BadInput input) {
        StoreContents before = contents();

        assertThatThrownBy(() -> input.use(ledger))
                .isInstanceOf(input.refusal())
                .hasMessageContaining(input.says());

        assertThat(contents()).isEqualTo(before);
        assertThat(ledger.balance(ALICE)).hasAvailable(10);
        assertThat(charge(ALICE, 10, "task-1")).isNew();
    }
}
