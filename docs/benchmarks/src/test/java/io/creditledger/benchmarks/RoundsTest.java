package io.creditledger.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.creditledger.benchmarks.Rounds.Contestant;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundsTest {
    private final List<String> ran = new ArrayList<>();

    @Test
    void in_each_round_another_contestant_is_first() {
        Rounds rounds = Rounds.of(3, List.of(contestant("a", 1), contestant("b", 2), contestant("c", 3)), nowhere());

        assertThat(ran).containsExactly("a", "b", "c", "b", "c", "a", "c", "a", "b");
        assertThat(rounds.contestants()).containsExactly("a", "b", "c");
    }

    @Test
    void a_series_has_what_one_contestant_found() {
        Rounds rounds = Rounds.of(2, List.of(contestant("a", 4), contestant("b", 2)), nowhere());

        assertThat(rounds.series("a", "runs/s", found -> 1 / found.get(Findings.SECONDS)))
                .isEqualTo(new Series("a", "runs/s", List.of(0.25, 0.25)));
    }

    @Test
    void there_is_no_series_of_nobody() {
        Rounds rounds = Rounds.of(1, List.of(contestant("a", 1)), nowhere());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> rounds.series("b", "runs/s", found -> 1))
                .withMessageContaining("b must have been measured");
    }

    @ParameterizedTest
    @CsvSource({"3 1 2, 2", "4 1 2 3, 2.5", "7, 7"})
    void the_median_is_in_the_middle(String values, double median) {
        List<Double> numbers =
                List.of(values.split(" ")).stream().map(Double::valueOf).toList();

        assertThat(new Series("a", "b", numbers).median()).isEqualTo(median);
    }

    private Contestant contestant(String name, double seconds) {
        return new Contestant(name, () -> {
            ran.add(name);
            return new Findings(Map.of(Findings.SECONDS, seconds));
        });
    }

    private static PrintStream nowhere() {
        return new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    }
}
