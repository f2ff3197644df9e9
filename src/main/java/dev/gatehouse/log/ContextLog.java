package dev.gatehouse.log;

import java.util.Map;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;
import org.jspecify.annotations.Nullable;

/** A category of the log whose lines can have the members of a request's context without the MDC, which costs more. */
public final class ContextLog {
    private final Logger logger;

    public ContextLog(String category) {
        this.logger = Logger.getLogger(category);
    }

    /**
     * Logs a line at info level.
     *
     * @param context members of the line by name, in place of the MDC's; if it is empty, the line has the MDC's
     */
    public void info(LogFields fields, Map<String, String> context) {
        log(Level.INFO, fields, context);
    }

    /** As {@link #info}, at debug level. */
    public void debug(LogFields fields, Map<String, String> context) {
        log(Level.DEBUG, fields, context);
    }

    private void log(Level level, LogFields fields, Map<String, String> context) {
        if (logger.isLoggable(level)) {
            logger.logRaw(context.isEmpty() ? new Line(level, fields) : new LineInContext(level, fields, context));
        }
    }

    private static class Line extends ExtLogRecord {
        private static final long serialVersionUID = 1L;

        Line(Level level, LogFields fields) {
            super(level, "%s", FormatStyle.PRINTF, ContextLog.class.getName());
            setParameters(new Object[] {fields});
        }
    }

    private static final class LineInContext extends Line {
        private static final long serialVersionUID = 1L;

        private final transient Map<String, String> context;

        LineInContext(Level level, LogFields fields, Map<String, String> context) {
            super(level, fields);
            this.context = context;
        }

        @Override
        public @Nullable String getMdc(String key) {
            return context.get(key);
        }

        @Override
        public Map<String, String> getMdcCopy() {
            return context;
        }
    }
}
