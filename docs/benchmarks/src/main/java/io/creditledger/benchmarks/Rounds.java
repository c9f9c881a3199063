package io.creditledger.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * What was found in several rounds. In each round every contestant runs once, each time another one first, so that
 * whatever else happens on the machine happens to all of them.
 *
 * @param turns who ran, and what that found, in the order of time
 */
public record Rounds(List<Turn> turns) {
    /**
     * Who takes part.
     *
     * @param name the name
     * @param run runs once, from a state that is the same each time, and tells {@link Findings#SECONDS}
     */
    public record Contestant(String name, Supplier<Findings> run) {}

    /**
     * One run.
     *
     * @param contestant who ran
     * @param found what was found
     */
    public record Turn(Contestant contestant, Findings found) {}

    public Rounds {
        turns = List.copyOf(turns);
    }

    /**
     * Runs the rounds.
     *
     * @param rounds how many
     * @param contestants who takes part
     * @param progress where to say what is going on
     * @return what was found
     */
    public static Rounds of(int rounds, List<Contestant> contestants, PrintStream progress) {
        List<Turn> turns = new ArrayList<>();
        for (int turn = 0; turn < rounds * contestants.size(); turn++) {
            int round = turn / contestants.size();
            Contestant contestant = contestants.get((turn + round) % contestants.size());
            Findings found = contestant.run().get();
            turns.add(new Turn(contestant, found));
            progress.printf(
                    Locale.ROOT, "round %d: %s, %.1f s%n", round + 1, contestant.name(), found.get(Findings.SECONDS));
        }
        return new Rounds(turns);
    }

    /**
     * Returns who took part.
     *
     * @return the names, in the order of the first round
     */
    public List<String> contestants() {
        return turns.stream().map(turn -> turn.contestant().name()).distinct().toList();
    }

    /**
     * Returns one contestant's rounds.
     *
     * @param contestant the contestant's name
     * @param unit what the numbers count
     * @param number the number of a round
     * @return the numbers
     */
    public Series series(String contestant, String unit, ToDoubleFunction<Findings> number) {
        return new Series(
                contestant,
                unit,
                turns.stream()
                        .filter(turn -> turn.contestant().name().equals(contestant))
                        .map(turn -> number.applyAsDouble(turn.found()))
                        .toList());
    }

    /**
     * Tells whether a contestant has found something in each of its rounds.
     *
     * @param contestant the contestant's name
     * @param what what it may have found
     * @return whether it has
     */
    public boolean hasFound(String contestant, String what) {
        return turns.stream()
                .filter(turn -> turn.contestant().name().equals(contestant))
                .allMatch(turn -> turn.found().numbers().containsKey(what));
    }
}
