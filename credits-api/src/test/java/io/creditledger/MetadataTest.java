package io.creditledger;

import static io.creditledger.Fixtures.absent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MetadataTest {
    @Test
    void pairs_are_sorted_by_name() {
        assertThat(Metadata.of("b", "2").and("a", "1").and("c", "").values())
                .containsExactly(Map.entry("a", "1"), Map.entry("b", "2"), Map.entry("c", ""));
    }

    @Test
    void a_pair_more_leaves_the_first_metadata_as_it_was() {
        Metadata first = Metadata.of("a", "1");

        assertThat(first.and("a", "2")).isEqualTo(Metadata.of("a", "2"));
        assertThat(first).isEqualTo(Metadata.of("a", "1"));
    }

    @Test
    void what_happens_to_the_host_s_map_does_not_matter() {
        Map<String, String> map = new HashMap<>(Map.of("a", "1"));
        Metadata metadata = new Metadata(map);

        map.put("b", "2");

        assertThat(metadata.values()).containsOnlyKeys("a");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> metadata.values().put("b", "2"));
    }

    @Test
    void the_order_of_the_host_s_map_does_not_matter() {
        assertThat(Metadata.of("a", "1").and("b", "2"))
                .isEqualTo(Metadata.of("b", "2").and("a", "1"))
                .hasSameHashCodeAs(Metadata.of("b", "2").and("a", "1"))
                .hasToString("{a=1, b=2}");
    }

    @Test
    void only_metadata_without_a_pair_is_empty() {
        assertThat(Metadata.none().isEmpty()).isTrue();
        assertThat(Metadata.of("a", "").isEmpty()).isFalse();
    }

    @Test
    void sixteen_pairs_are_taken_and_seventeen_refused() {
        assertThat(new Metadata(pairs(16)).values()).hasSize(16);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Metadata(pairs(17)))
                .withMessage("metadata must have at most 16 pairs, but had 17");
    }

    @Test
    void names_and_values_have_their_bounds() {
        assertThat(Metadata.of("n".repeat(64), "v".repeat(256)).values()).hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metadata.of("n".repeat(65), ""))
                .withMessage("metadata name must be at most 64 characters (UTF-16 code units) long, but had 65");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metadata.of("n", "v".repeat(257)))
                .withMessage(
                        "metadata value of 'n' must be at most 256 characters (UTF-16 code units) long, but had 257");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metadata.of(" ", ""))
                .withMessageStartingWith("metadata name must have at least one character");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metadata.of("n", "\0"))
                .withMessage("metadata value of 'n' must not contain the NUL character, but has one at index 0");
    }

    @Test
    void nulls_are_refused() {
        assertThatNullPointerException()
                .isThrownBy(() -> Metadata.of("n", absent()))
                .withMessage("metadata value of 'n'");
        assertThatNullPointerException().isThrownBy(() -> Metadata.of(absent(), "v"));
        assertThatNullPointerException().isThrownBy(() -> new Metadata(absent()));
    }

    private static Map<String, String> pairs(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "name" + i, i -> "value"));
    }
}
