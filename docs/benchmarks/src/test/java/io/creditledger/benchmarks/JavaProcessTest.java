package io.creditledger.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JavaProcessTest {
    private static final JavaProcess PROCESS = new JavaProcess(Echo.class, List.of("-Xmx32m"));

    static final class Echo {
        private Echo() {}

        public static void main(String... arguments) {
            double number = Double.parseDouble(arguments[0]);
            double heap = Runtime.getRuntime().maxMemory() / (double) (1 << 20);
            new Findings(Map.of("number", number, "heap", heap)).print(System.out);
            System.exit((int) number);
        }
    }

    @Test
    void a_process_has_a_heap_of_its_own_and_tells_what_it_found() {
        Findings found = PROCESS.run(List.of("0"));

        assertThat(found.get("number")).isZero();
        assertThat(found.get("heap")).isBetween(16.0, 32.0);
    }

    @Test
    void a_process_that_failed_has_found_nothing() {
        assertThatIllegalStateException()
                .isThrownBy(() -> PROCESS.run(List.of("3")))
                .withMessage("Echo [3] ended with 3");
    }

    @Test
    void what_was_not_found_is_asked_for_in_vain() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Findings(Map.of("number", 1.0)).get("heap"))
                .withMessageContaining("'heap'")
                .withMessageContaining("number");
    }
}
