package io.creditledger.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditledger.AccountId;
import io.creditledger.Credits;
import io.creditledger.HostTransactionException;
import io.creditledger.IdempotencyKey;
import io.creditledger.jdbc.CreditSchema;
import io.creditledger.jdbc.JdbcCreditLedger;
import io.creditledger.jdbc.SchemaInfo;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class DatabasesExamplesTest {
    private static final int MAX_ATTEMPTS = 3;

    private final DataSource dataSource = HostDatabase.empty();
    private final AccountId alice = AccountId.of("alice");
    private int inserts;

    @Test
    void the_ledger_runs_its_own_migrations() {
        // snippet: migrate
        CreditSchema schema = CreditSchema.of(dataSource);
        schema.migrate();
        SchemaInfo info = schema.info();
        // end

        assertThat(info.state()).isEqualTo(SchemaInfo.State.CURRENT);
    }

    @Test
    void the_hosts_flyway_runs_the_ledgers_migrations() {
        // snippet: flyway
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration", "classpath:io/creditledger/migration/h2")
                .outOfOrder(true)
                .load()
                .migrate();
        // end

        assertThat(CreditSchema.of(dataSource).info().state()).isEqualTo(SchemaInfo.State.CURRENT);
    }

    @Test
    void a_failed_transaction_of_the_host_is_run_again_as_a_whole() throws SQLException {
        try (JdbcCreditLedger ledger =
                JdbcCreditLedger.on(dataSource).migrating().build()) {
            ledger.open(alice);

            orderVideo(ledger, "video-1");

            assertThat(ledger.balance(alice).available()).isEqualTo(Credits.of(50));
            assertThat(inserts).isEqualTo(2);
        }
    }

    // snippet: run-again
    void orderVideo(JdbcCreditLedger ledger, String video) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                try {
                    insertVideo(connection, video);
                    ledger.joining(connection).charge(alice, Credits.of(50), IdempotencyKey.of(video));
                    connection.commit();
                    return;
                } catch (HostTransactionException e) {
                    connection.rollback();
                    if (attempt == MAX_ATTEMPTS) {
                        throw e;
                    }
                }
            }
        }
    }
    // end

    private void insertVideo(Connection connection, String video) {
        inserts++;
        if (inserts == 1) {
            throw new HostTransactionException("the database failed while it wrote " + video + " on " + connection);
        }
    }
}
