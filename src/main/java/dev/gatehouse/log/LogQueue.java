package dev.gatehouse.log;

import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.Level;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;

/**
 * Formats each line in the thread that logs it, and writes it to all handlers in a thread of its own, in batches, so that a
 * slow reader of the log does not block requests.
 *
 * <p>The queue is bounded, in characters. Routine lines may fill three quarters of it; the rest is reserved for the audit log,
 * warnings and errors. Lines that do not fit are dropped and counted, and a later line reports their number.
 */
final class LogQueue extends ExtHandler {
    private static final Set<String> NEVER_ROUTINE = Set.of("audit");

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
    LogQueue(long capacity) {
        this.capacity = capacity;
        setFormatter(new JsonLines());
    }

    void start() {
        writer.start();
    }

    /** Adds a handler, which writes the formatted lines through its own filter. */
    void feed(ExtHandler handler) {
        handler.setFormatter(new Formatted());
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
        ExtLogRecord formatted =
                new ExtLogRecord(line.getLevel(), text, FormatStyle.NO_FORMAT, line.getLoggerClassName());
        formatted.setLoggerName(line.getLoggerName());
        waiting.add(formatted);
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
        return line.getLevel().intValue() < Level.WARNING.intValue() && !NEVER_ROUTINE.contains(line.getLoggerName());
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
        flushHandlers();
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
            ExtLogRecord line = new ExtLogRecord(Level.WARNING, text, FormatStyle.NO_FORMAT, LogQueue.class.getName());
            line.setLoggerName(LogQueue.class.getName());
            publishToNestedHandlers(new ExtLogRecord(
                    Level.WARNING, getFormatter().format(line), FormatStyle.NO_FORMAT, LogQueue.class.getName()));
        }
    }

    private void flushHandlers() {
        for (Handler handler : getHandlers()) {
            handler.flush();
        }
    }
}
