package io.creditledger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyPlacesTest {
    private static final int[] HASHES = {0, 1, -1, 7, 16, 32, Integer.MIN_VALUE, Integer.MAX_VALUE};

    private final KeyPlaces places = new KeyPlaces();

    @Test
    void nothing_is_found_in_an_empty_table() {
        assertThat(places.find(0, place -> true)).isEqualTo(Journal.NOWHERE);
    }

    @Test
    void each_hash_has_its_own_place() {
        for (int place = 0; place < HASHES.length; place++) {
            places.add(HASHES[place], place);
        }

        assertThat(IntStream.of(HASHES).map(hash -> places.find(hash, place -> true)))
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void among_places_of_the_same_hash_the_wanted_one_is_found() {
        IntStream.range(0, 100).forEach(place -> places.add(-1, place));

        assertThat(places.find(-1, place -> place == 42)).isEqualTo(42);
    }

    @Test
    void places_of_other_hashes_are_not_asked_for() {
        IntStream.range(0, 1_000).forEach(hash -> places.add(hash, hash));
        List<Integer> asked = new ArrayList<>();

        int found = places.find(500, place -> {
            asked.add(place);
            return false;
        });

        assertThat(found).isEqualTo(Journal.NOWHERE);
        assertThat(asked).containsExactly(500);
    }
}
