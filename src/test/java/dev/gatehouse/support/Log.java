package dev.gatehouse.support;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** What is logged while something is done. */
public final class Log {
    private Log() {}

    /** The lines, {@code LEVEL message}, of this logger and those below it, by any thread. */
    public static List<String> of(String logger, Runnable work) {
        List<String> lines = new CopyOnWriteArrayList<>();
        Handler listener = new Listener(lines);
        Logger.getLogger(logger).addHandler(listener);
        try {
            work.run();
        } finally {
            Logger.getLogger(logger).removeHandler(listener);
        }
        return lines;
    }

    private static final class Listener extends Handler {
        /** Level, message, and the stack trace if there is one. */
        private static final PatternFormatter FORMAT = new PatternFormatter("%p %m");

        private final List<String> lines;

        Listener(List<String> lines) {
            this.lines = lines;
        }

        @Override
        public void publish(LogRecord logged) {
            lines.add(FORMAT.format(logged));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
