package dev.gatehouse.log;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.ErrorManager;
import org.jboss.logging.Logger;

/** Logs, at most every five minutes, that the log file cannot be written. */
final class LogFileErrors extends ErrorManager {
    private static final Logger LOG = Logger.getLogger(LogFileErrors.class);
    private static final long BETWEEN_LINES = Duration.ofMinutes(5).toNanos();

    private final AtomicLong last = new AtomicLong(System.nanoTime() - BETWEEN_LINES);

    /** Sets the time before logging, because this line is written to the file too, and fails again. */
    @Override
    public void error(String message, Exception e, int code) {
        long now = System.nanoTime();
        long before = last.get();
        if (now - before >= BETWEEN_LINES && last.compareAndSet(before, now)) {
            LOG.errorf("LOG_FILE cannot be written, lines are missing there: %s", e == null ? message : e.getMessage());
        }
    }
}
