package dev.gatehouse.log;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.ErrorManager;
import org.jboss.logging.Logger;

/** Says on the console, like everything else and once in a while, that the log's file takes no lines. */
final class LogFileErrors extends ErrorManager {
    private static final Logger LOG = Logger.getLogger(LogFileErrors.class);
    private static final long BETWEEN_LINES = Duration.ofMinutes(5).toNanos();

    private final AtomicBoolean first = new AtomicBoolean(true);
    private final AtomicLong last = new AtomicLong();

    /** The line goes to the file too, which fails again: so the time is noted before. */
    @Override
    public void error(String message, Exception e, int code) {
        long now = System.nanoTime();
        long before = last.get();
        boolean due = first.getAndSet(false) || now - before >= BETWEEN_LINES;
        if (due && last.compareAndSet(before, now)) {
            LOG.errorf(
                    "LOG_FILE cannot be written and lacks lines that the console has: %s",
                    e == null ? message : e.getMessage());
        }
    }
}
