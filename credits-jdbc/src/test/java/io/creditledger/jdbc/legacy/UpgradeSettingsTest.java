package io.creditledger.jdbc.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpgradeSettingsTest {
    @Test
    void a_zone_that_has_had_one_offset_since_2000_is_that_offset() {
        assertThat(UpgradeSettings.DEFAULTS.zone(ZoneId.of("Asia/Shanghai")).zone())
                .isEqualTo(ZoneOffset.ofHours(8));
        assertThat(UpgradeSettings.DEFAULTS.zone(ZoneId.of("UTC")).zone()).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void a_zone_that_changes_its_offset_keeps_its_name() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");

        assertThat(UpgradeSettings.DEFAULTS.zone(berlin).zone()).isEqualTo(berlin);
    }

    @Test
    void the_cutover_is_cut_to_microseconds() {
        assertThat(UpgradeSettings.DEFAULTS
                        .cutover(Instant.parse("2025-09-30T00:00:00.123456789Z"))
                        .cutover())
                .isEqualTo(Instant.parse("2025-09-30T00:00:00.123456Z"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1201})
    void months_have_bounds(int months) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UpgradeSettings.DEFAULTS.expiryMonths(months))
                .withMessage("credits expire after 1 to 1200 calendar months, but not after " + months);
    }

    @Test
    void a_batch_has_at_least_one_user() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UpgradeSettings.DEFAULTS.batchSize(0))
                .withMessage("at least 1 user is moved at a time, but not 0");
    }
}
