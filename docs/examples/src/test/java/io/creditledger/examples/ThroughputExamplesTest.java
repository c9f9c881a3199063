package io.creditledger.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.BulkOutcome;
import io.creditledger.BulkResult;
import io.creditledger.ChargeCredits;
import io.creditledger.ChargeReceipt;
import io.creditledger.Credits;
import io.creditledger.GroupCommit;
import io.creditledger.IdempotencyKey;
import io.creditledger.jdbc.CreditSchema;
import io.creditledger.jdbc.JdbcCreditLedger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class ThroughputExamplesTest {
    private final AccountId alice = AccountId.of("alice");
    private final AccountId bob = AccountId.of("bob");
    private final DataSource dataSource = HostDatabase.empty();

    @Test
    void calls_are_committed_in_groups() {
        CreditSchema.of(dataSource).migrate();
        try (JdbcCreditLedger opening = JdbcCreditLedger.on(dataSource).build()) {
            opening.open(alice);
            opening.open(bob);
        }

        // snippet: grouped
        JdbcCreditLedger ledger = JdbcCreditLedger.on(dataSource)
                .grouped(GroupCommit.DEFAULTS.committers(2).timeout(Duration.ofSeconds(10)))
                .build();
        ChargeReceipt receipt = ledger.charge(alice, Credits.of(50), IdempotencyKey.of("task:4711"));
        // end

        assertThat(receipt.charge().amount()).isEqualTo(Credits.of(50));

        // snippet: stage
        CompletionStage<Credits> charged = ledger.submit(
                        ChargeCredits.of(alice, Credits.of(20), IdempotencyKey.of("task:4712")))
                .thenApply(paid -> paid.charge().amount());
        // end

        assertThat(charged.toCompletableFuture().join()).isEqualTo(Credits.of(20));

        // snippet: bulk
        List<ChargeCredits> charges = List.of(
                ChargeCredits.of(alice, Credits.of(10), IdempotencyKey.of("storage:2026-01")),
                ChargeCredits.of(bob, Credits.of(9_999), IdempotencyKey.of("storage:2026-01")));
        List<BulkOutcome<ChargeCredits, ChargeReceipt>> refused = new ArrayList<>();
        BulkResult result = ledger.chargeAll(charges, outcome -> {
            if (outcome instanceof BulkOutcome.Refused<ChargeCredits, ChargeReceipt>) {
                refused.add(outcome);
            }
        });
        // end

        assertThat(result).isEqualTo(new BulkResult(1, 0, 1));
        assertThat(refused).singleElement().extracting(BulkOutcome::index).isEqualTo(1L);
        assertThat(ledger.balance(alice).available()).isEqualTo(Credits.of(20));
        ledger.close();
    }
}
