package dev.gatehouse.log;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;

/**
 * Formats each line in the thread that logs it, and writes it to all handlers in a thread of its own, in batches, so that a
 * slow reader of the log does not block requests.
 *
 * <p>The queue is bounded, in characters. Routine lines may fill three quarters of it; the rest is reserved for the audit log,
 * warnings and errors. Lines that do not fit are dropped and counted, and a later line reports their number. JBoss'
 * {@code AsyncHandler} is bounded by the number of lines, reserves nothing, and drops lines without a count.
 */
final class LogQueue extends ExtHandler {
    private static final String AUDIT = "audit";
    /** Pause between batches. It does not delay a line that is logged after a longer gap. */
    private static final long GATHER_MILLIS = 5;

    private static final long END_MILLIS = 1000;

    private final BlockingQueue<ExtLogRecord> waiting = new LinkedBlockingQueue<>();
    private final AtomicLong length = new AtomicLong();
    private final AtomicLong shed = new AtomicLong();
    private final long capacity;
    private final Thread writer = Thread.ofPlatform().daemon().name("log").unstarted(this::write);
    private volatile boolean ended;
    private long reported;

    /** @param capacity the capacity in characters */
    LogQueue(long capacity, LogNames names) {
        this.capacity = capacity;
        setFormatter(new JsonLines(names));
    }

    void start() {
        writer.start();
    }

    /** Adds a handler, which writes the formatted lines through its own filter. */
    void feed(ExtHandler handler) {
        handler.setFormatter(new MessageOnly());
        addHandler(handler);
    }

    /** The number of lines dropped since the start. */
    long shed() {
        return shed.get();
    }

    /** Stops the writer thread; from now on each thread writes its own lines, unless the writer is blocked. */
    void end() {
        ended = true;
        writer.interrupt();
        try {
            writer.join(END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writeWhenEnded();
    }

    @Override
    protected void doPublish(ExtLogRecord line) {
        String text = getFormatter().format(line);
        if (!reserve(text.length(), isRoutine(line) ? capacity / 4 * 3 : capacity)) {
            shed.incrementAndGet();
            return;
        }
        waiting.add(record(line.getLevel(), text, line.getLoggerName()));
        writeWhenEnded();
    }

    /** An empty queue accepts a line of any length. */
    private boolean reserve(int wanted, long most) {
        long after = length.addAndGet(wanted);
        if (after > most && after > wanted) {
            length.addAndGet(-wanted);
            return false;
        }
        return true;
    }

    private static boolean isRoutine(ExtLogRecord line) {
        return line.getLevel().intValue() < Level.WARNING.intValue() && !AUDIT.equals(line.getLoggerName());
    }

    private void write() {
        try {
            while (!ended) {
                writeLine(waiting.take());
                writeWaiting();
                Thread.sleep(GATHER_MILLIS);
            }
        } catch (InterruptedException e) {
            // Stopped: {@link #end} writes the queued lines.
        }
    }

    private void writeWhenEnded() {
        if (ended && !writer.isAlive()) {
            writeWaiting();
        }
    }

    private synchronized void writeWaiting() {
        for (ExtLogRecord line = waiting.poll(); line != null; line = waiting.poll()) {
            writeLine(line);
        }
        reportShed();
        flush();
    }

    private void writeLine(ExtLogRecord formatted) {
        length.addAndGet(-formatted.getMessage().length());
        publishToNestedHandlers(formatted);
    }

    private void reportShed() {
        long now = shed.get();
        if (now > reported) {
            String text = "%d log lines were dropped: the log is read too slowly".formatted(now - reported);
            reported = now;
            String name = LogQueue.class.getName();
            String line = getFormatter().format(record(Level.WARNING, text, name));
            publishToNestedHandlers(record(Level.WARNING, line, name));
        }
    }

    private static ExtLogRecord record(Level level, String message, String logger) {
        ExtLogRecord record = new ExtLogRecord(level, message, FormatStyle.NO_FORMAT, LogQueue.class.getName());
        record.setLoggerName(logger);
        return record;
    }

    /** Returns the message, which is the formatted line. */
    private static final class MessageOnly extends ExtFormatter {
        @Override
        public String format(ExtLogRecord line) {
            return line.getMessage();
        }
    }
}
