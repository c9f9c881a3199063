package io.creditledger.jdbc.legacy;

import static io.creditledger.jdbc.legacy.SellingHost.daysAgo;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.jdbc.Tap;
import io.creditledger.jdbc.TestDatabase;
import io.creditledger.jdbc.legacy.LegacyRows.Transaction;
import io.creditledger.jdbc.legacy.LegacyRows.User;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** An expiry while the product goes on. On H2 the time stands still within a transaction, and this does not hold. */
@ParameterizedClass
@MethodSource("io.creditledger.jdbc.legacy.UpgradeOnServersTest#servers")
class ExpiryOnServersTest {
    private static final LegacyRows ROWS =
            new LegacyRows(List.of(new User(1, 100L)), List.of(new Transaction(1, 1, 100L, daysAgo(170))), List.of());

    private final TestDatabase server;

    ExpiryOnServersTest(TestDatabase server) {
        this.server = server;
    }

    @Test
    void what_is_spent_before_a_run_has_its_users_is_not_counted_as_spent_since() {
        try (SellingHost host = SellingHost.with(server, ROWS).upgraded()) {
            host.pass(20);
            host.move(1, 100);
            LegacyReports.on(new SpendingMeanwhile(host).on(host.database())).expireNow(1_000);

            assertThat(host.credits(1)).isEqualTo(100);
            assertThat(host.recalculated(1).difference()).isZero();
        }
    }

    /** Spends when a run has picked its users and is about to lock them. */
    private static final class SpendingMeanwhile implements Tap {
        private final SellingHost host;
        private boolean isSpent;

        SpendingMeanwhile(SellingHost host) {
            this.host = host;
        }

        @Override
        public void before(Call call) {
            if (!isSpent && call.sql().contains("(select user_id from credit_expiring)")) {
                isSpent = true;
                host.move(1, -60);
            }
        }

        @Override
        public void after(Call call) {}
    }
}
