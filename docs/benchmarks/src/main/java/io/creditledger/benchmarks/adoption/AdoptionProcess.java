package io.creditledger.benchmarks.adoption;

import io.creditledger.benchmarks.Findings;
import io.creditledger.benchmarks.JavaProcess;
import io.creditledger.benchmarks.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;

/** Where an {@link AdoptionJob} runs. */
interface AdoptionProcess {
    Findings run(List<String> command);

    /** Returns the most heap that there can be, in MB. */
    int heap();

    static AdoptionProcess of(Settings settings) {
        int heap = settings.number("heap", 256);
        String processes = settings.text("processes", "many");
        return switch (processes) {
            case "many" -> new Own(heap);
            case "one" -> new This();
            default ->
                throw new IllegalArgumentException("processes are many or one, but there were to be " + processes);
        };
    }

    /** Each job has a new process, with this heap. */
    record Own(int heap) implements AdoptionProcess {
        @Override
        public Findings run(List<String> command) {
            return new JavaProcess(AdoptionJob.class, List.of("-Xmx" + heap + "m")).run(command);
        }
    }

    /** All jobs run here, one after the other, so that later ones find warm what earlier ones have used. */
    record This() implements AdoptionProcess {
        @Override
        public Findings run(List<String> command) {
            try {
                return AdoptionJob.run(command);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public int heap() {
            return (int) (Runtime.getRuntime().maxMemory() >> 20);
        }
    }
}
