package io.creditledger;

import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** Keeps what is logged. */
final class RecordingLogger implements System.Logger {
    final List<Line> lines = new ArrayList<>();

    /** One call of the logger. */
    record Line(Level level, String message, @Nullable Throwable thrown) {}

    List<String> messages() {
        return lines.stream().map(line -> line.level() + " " + line.message()).toList();
    }

    @Override
    public String getName() {
        return "recording";
    }

    @Override
    public boolean isLoggable(Level level) {
        return true;
    }

    @Override
    public void log(
            Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
        lines.add(new Line(level, String.valueOf(message), thrown));
    }

    @Override
    public void log(
            Level level, @Nullable ResourceBundle bundle, @Nullable String format, Object @Nullable ... parameters) {
        lines.add(new Line(level, String.valueOf(format), null));
    }
}
