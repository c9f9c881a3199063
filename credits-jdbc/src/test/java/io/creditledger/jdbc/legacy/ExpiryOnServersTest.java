package io.creditledger.jdbc.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.jdbc.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** An expiry while the product goes on. On H2 the time stands still within a transaction, and this does not hold. */
@ParameterizedClass
@MethodSource("io.creditledger.jdbc.legacy.UpgradeOnServersTest#servers")
class ExpiryOnServersTest {
    private final TestDatabase server;

    ExpiryOnServersTest(TestDatabase server) {
        this.server = server;
    }

    @Test
    void what_is_spent_before_a_run_has_its_users_is_not_counted_as_spent_since() {
        try (SellingHost host =
                SellingHost.with(server, SellingHost.receivedDaysAgo(170)).upgraded()) {
            host.pass(20);
            host.move(1, 100);

            host.expireNow(() -> host.move(1, -60));

            assertThat(host.credits(1)).isEqualTo(100);
            assertThat(host.recalculated(1).difference()).isZero();
        }
    }
}
