package io.creditledger.examples.service;

import io.creditledger.CreditPolicy;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What the service is told from outside. Numbers of the business and the secret come from the environment; where it
 * listens and which database it uses, from system properties.
 *
 * @param url the database's JDBC URL ({@code credits.url}); by default an H2 database in memory
 * @param address where to listen ({@code credits.host}, {@code credits.port}); by default on this machine alone
 * @param apiKey what callers must send ({@code CREDITS_API_KEY}); there is no default
 * @param policy the business numbers, as {@link CreditPolicy#from(Map)} reads them
 */
record ServiceSettings(String url, InetSocketAddress address, ApiKey apiKey, CreditPolicy policy) {
    private static final String IN_MEMORY = "jdbc:h2:mem:credits;DB_CLOSE_DELAY=-1";
    private static final int MAX_PORT = 65_535;

    static ServiceSettings of(Map<String, String> environment, Properties properties) {
        return new ServiceSettings(
                properties.getProperty("credits.url", IN_MEMORY),
                new InetSocketAddress(
                        properties.getProperty("credits.host", "127.0.0.1"),
                        port(properties.getProperty("credits.port", "8080"))),
                apiKey(environment.get("CREDITS_API_KEY")),
                CreditPolicy.from(environment));
    }

    private static ApiKey apiKey(@Nullable String key) {
        if (key == null) {
            throw new IllegalArgumentException(
                    "CREDITS_API_KEY must be set to the key that callers send, but is absent");
        }
        return ApiKey.of(key);
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > MAX_PORT) {
            throw new IllegalArgumentException("credits.port must be from 0 to " + MAX_PORT + ", but was " + text);
        }
        return Integer.parseInt(text);
    }
}
