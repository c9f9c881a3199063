package io.creditledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** The scheduler as hosts start it: on a thread of its own, by the system's clock and logger. */
class ExpirySchedulerThreadTest extends ExpirySchedulerSuite {
    @Test
    void logs_to_the_system_logger_of_its_name() {
        Logger systemLogger = Logger.getLogger(ExpiryScheduler.class.getName());
        List<LogRecord> records = new ArrayList<>();
        Handler handler = handlerInto(records);
        systemLogger.addHandler(handler);
        systemLogger.setUseParentHandlers(false);
        try (ExpiryScheduler scheduler = threeInUtc().start()) {
            scheduler.runNow();
        } finally {
            systemLogger.removeHandler(handler);
            systemLogger.setUseParentHandlers(true);
        }

        assertThat(records).singleElement().satisfies(record -> {
            assertThat(record.getLevel()).isEqualTo(Level.INFO);
            assertThat(record.getMessage()).startsWith("the expiry sweep recorded 3 expired grants");
        });
    }

    @Test
    void does_not_keep_the_process_alive() {
        try (ExpiryScheduler scheduler = threeInUtc().start()) {
            assertThat(scheduler.nextRun()).isEqualTo("2026-01-16T03:00:00Z");
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().equals("creditledger-expiry"))
                    .isNotEmpty()
                    .allMatch(Thread::isDaemon);
        }
    }

    @Test
    void goes_by_the_system_clock_at_midnight_in_utc_unless_told_otherwise() {
        try (ExpiryScheduler scheduler = ExpiryScheduler.daily(ledger).start()) {
            assertThat(scheduler.nextRun().atOffset(ZoneOffset.UTC).toLocalTime())
                    .isEqualTo(LocalTime.MIDNIGHT);
        }
    }

    private Handler handlerInto(List<LogRecord> records) {
        return new Handler() {
            @Override
            public void publish(LogRecord record) {
                records.add(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
