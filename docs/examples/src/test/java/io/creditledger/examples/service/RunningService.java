package io.creditledger.examples.service;

import io.creditledger.CreditLedger;
import io.creditledger.jdbc.JdbcCreditLedger;
import io.creditledger.testkit.SettableClock;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A service on a port and a database of its own, and a second ledger that looks into that database. */
final class RunningService implements AutoCloseable {
    static final String KEY = "a key for the tests alone";

    private final CreditService service;
    private final JdbcCreditLedger ledger;
    private final String url;

    private RunningService(CreditService service, JdbcCreditLedger ledger, String url) {
        this.service = service;
        this.ledger = ledger;
        this.url = url;
    }

    static RunningService with(Map<String, String> policy, SettableClock clock) throws IOException {
        return with(policy, clock, "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }

    static RunningService with(Map<String, String> policy, SettableClock clock, String url) throws IOException {
        Map<String, String> environment = new HashMap<>(policy);
        environment.put("CREDITS_API_KEY", KEY);
        Properties properties = new Properties();
        properties.setProperty("credits.url", url);
        properties.setProperty("credits.port", "0");
        ServiceSettings settings = ServiceSettings.of(environment, properties);
        CreditService service = CreditService.start(settings, clock);
        JdbcCreditLedger ledger = JdbcCreditLedger.at(settings.url())
                .policy(settings.policy())
                .clock(clock)
                .build();
        return new RunningService(service, ledger, settings.url());
    }

    CreditLedger ledger() {
        return ledger;
    }

    ServiceClient client() {
        return client(KEY);
    }

    ServiceClient client(@Nullable String key) {
        return new ServiceClient(service.uri(), key);
    }

    String url() {
        return url;
    }

    CreditService service() {
        return service;
    }

    @Override
    public void close() {
        service.close();
        ledger.close();
    }
}
