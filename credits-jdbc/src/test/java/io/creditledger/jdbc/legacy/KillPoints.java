package io.creditledger.jdbc.legacy;

import io.creditledger.jdbc.Tap;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Where processes are killed: other points in each run, drawn from all calls that an undisturbed one makes. */
final class KillPoints implements Tap {
    private static final String SEED = "creditledger.seed";

    private final long seed = Long.getLong(SEED, System.nanoTime());
    private int calls;

    /** Whether a call is one that a process may be killed at. */
    static boolean isPoint(Call call) {
        return call.executes() || call.method().equals("commit");
    }

    @Override
    public void before(Call call) {
        if (isPoint(call)) {
            calls++;
        }
    }

    @Override
    public void after(Call call) {}

    /** Returns before which call each process is killed, so that each has something left to do. The last call does nothing. */
    List<Integer> draw(int kills) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Integer> points = new ArrayList<>();
        int left = calls;
        while (points.size() < kills && left > 1) {
            int point = 1 + random.nextInt(left - 1);
            points.add(point);
            left -= point;
        }
        return points;
    }

    /** Tells how to draw the same points again. */
    @Override
    public String toString() {
        return "-D" + SEED + "=" + seed + " of " + calls + " calls";
    }
}
