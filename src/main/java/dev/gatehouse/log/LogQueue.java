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
 * Formats each line where it is logged, once, and has a thread of its own write it to every handler below, many at a time: no
 * request waits for whoever reads the log.
 *
 * <p>What waits is bounded, in characters. Routine lines may fill three quarters of the room; the rest is kept for the audit
 * log, warnings and errors. A line that finds no room is shed and counted, and the log says so as soon as it is read again.
 */
final class LogQueue extends ExtHandler {
    private static final Set<String> NEVER_ROUTINE = Set.of("audit");

    /** So long the writer gathers lines before it writes the next ones; a line a second is written at once. */
    private static final long GATHER_MILLIS = 5;

    private static final long END_MILLIS = 1000;

    private final BlockingQueue<ExtLogRecord> waiting = new LinkedBlockingQueue<>();
    private final AtomicLong length = new AtomicLong();
    private final AtomicLong shed = new AtomicLong();
    private final long room;
    private final Thread writer = Thread.ofPlatform().daemon().name("log").unstarted(this::write);
    private volatile boolean ended;
    private long reported;

    /** @param room how many characters of lines may wait */
    LogQueue(long room) {
        this.room = room;
        setFormatter(new JsonLines());
    }

    void start() {
        writer.start();
    }

    /** Has the handler write what has been formatted here, under the filter that it had. */
    void feed(ExtHandler handler) {
        handler.setFormatter(new Formatted());
        addHandler(handler);
    }

    /** How many lines were shed since the start. */
    long shed() {
        return shed.get();
    }

    /** From here on lines are written by who logs them, unless the writer is stuck. */
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
        if (!hasRoom(text.length(), isRoutine(line) ? room / 4 * 3 : room)) {
            shed.incrementAndGet();
            return;
        }
        ExtLogRecord formatted =
                new ExtLogRecord(line.getLevel(), text, FormatStyle.NO_FORMAT, line.getLoggerClassName());
        formatted.setLoggerName(line.getLoggerName());
        waiting.add(formatted);
        writeWhenEnded();
    }

    /** An empty queue takes a line of any length. */
    private boolean hasRoom(int wanted, long most) {
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
            // The end; what waits is written by whoever ended it.
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
            String text = "%d lines of the log were shed: it is read too slowly".formatted(now - reported);
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
