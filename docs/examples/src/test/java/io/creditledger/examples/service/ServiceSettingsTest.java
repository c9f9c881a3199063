package io.creditledger.examples.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditledger.Credits;
import io.creditledger.PolicySettingsException;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceSettingsTest {
    private static final Map<String, String> KEY = Map.of("CREDITS_API_KEY", "0123456789abcdef");

    @Test
    void without_further_settings_the_service_is_for_this_machine_alone() {
        ServiceSettings settings = ServiceSettings.of(KEY, new Properties());

        assertThat(settings.url()).startsWith("jdbc:h2:mem:");
        assertThat(settings.address().getAddress().isLoopbackAddress()).isTrue();
        assertThat(settings.address().getPort()).isEqualTo(8080);
        assertThat(settings.policy().signUpCredits()).isEqualTo(Credits.of(100));
    }

    @Test
    void one_property_names_another_database() {
        Properties properties = new Properties();
        properties.setProperty("credits.url", "jdbc:postgresql://localhost/credits");

        assertThat(ServiceSettings.of(KEY, properties).url()).isEqualTo("jdbc:postgresql://localhost/credits");
    }

    @Test
    void business_numbers_come_from_the_environment() {
        Map<String, String> environment =
                Map.of("CREDITS_API_KEY", "0123456789abcdef", "CREDIT_EXPIRY_MONTHS", "12", "PATH", "/bin");

        assertThat(ServiceSettings.of(environment, new Properties()).policy().expiryMonths())
                .isEqualTo(12);
        assertThatThrownBy(() -> ServiceSettings.of(
                        Map.of("CREDITS_API_KEY", "0123456789abcdef", "CREDIT_EXPIRY_MONTHS", "soon"),
                        new Properties()))
                .isInstanceOf(PolicySettingsException.class);
    }

    @Test
    void without_a_key_the_service_does_not_start() {
        assertThatThrownBy(() -> ServiceSettings.of(Map.of(), new Properties()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("CREDITS_API_KEY must be set to the key that callers send, but is absent");
        assertThatThrownBy(() -> ServiceSettings.of(Map.of("CREDITS_API_KEY", "short"), new Properties()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an API key must have at least 16 characters, but has 5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "65536", "http", "80 ", "999999999999"})
    void a_port_that_is_none_is_refused(String port) {
        Properties properties = new Properties();
        properties.setProperty("credits.port", port);

        assertThatThrownBy(() -> ServiceSettings.of(KEY, properties))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("credits.port must be from 0 to 65535, but was " + port);
    }
}
