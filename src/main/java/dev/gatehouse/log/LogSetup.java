package dev.gatehouse.log;

import dev.gatehouse.startup.StartupOrder;
import dev.gatehouse.startup.StartupStep;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.formatters.JsonFormatter;
import org.jboss.logmanager.handlers.ConsoleHandler;
import org.jboss.logmanager.handlers.SizeRotatingFileHandler;

/** Gives the log its form and its file, before anything else starts. */
@Singleton
class LogSetup implements StartupStep {
    private static final int AFTER_ALL = Integer.MAX_VALUE;

    private final LogConfig config;
    private final LogQueue queue;
    /** The categories of our own lines; held, because the log manager forgets those that nobody holds. */
    private final List<Logger> ours =
            Stream.of("dev.gatehouse", "access", "audit").map(Logger::getLogger).toList();

    LogSetup(LogConfig config, MeterRegistry metrics) {
        this.config = config;
        this.queue = new LogQueue(config.queueSize().asLongValue());
        FunctionCounter.builder("gatehouse.log.lines.shed", queue, LogQueue::shed)
                .description("Lines of the log that found no room, because it is read too slowly")
                .register(metrics);
    }

    @Override
    public StartupOrder order() {
        return StartupOrder.LOG;
    }

    @Override
    public void run() {
        Logger root = Logger.getLogger("");
        keepDebugToOurselves(root);
        for (Handler handler : root.getHandlers()) {
            if (handler instanceof ExtHandler parent) {
                queueJson(parent);
            }
        }
        config.file().ifPresent(file -> queue.feed(writerTo(file)));
        root.addHandler(queue);
        queue.start();
    }

    /** After everybody else, so that what they say last is written too. */
    void end(@Observes @Priority(AFTER_ALL) ShutdownEvent event) {
        queue.end();
    }

    /**
     * Below info, libraries write what passes through them: an HTTP client its bytes, with passwords and tokens. So the level
     * of the whole log goes no lower than info but for our own lines; a category that has a level of its own keeps it.
     */
    private void keepDebugToOurselves(Logger root) {
        Level level = root.getLevel();
        if (level.intValue() < Level.INFO.intValue()) {
            root.setLevel(Level.INFO);
            ours.stream().filter(category -> category.getLevel() == null).forEach(category -> category.setLevel(level));
        }
    }

    /** Where the settings ask for JSON, it goes through the queue, in our members; text for people stays as it is. */
    private void queueJson(ExtHandler parent) {
        for (Handler child : parent.getHandlers()) {
            if (child instanceof ExtHandler handler) {
                queueJson(handler);
                if (handler.getFormatter() instanceof JsonFormatter) {
                    parent.removeHandler(handler);
                    writeInPieces(handler);
                    queue.feed(handler);
                }
            }
        }
    }

    /**
     * Many lines at a time, as the queue flushes them; and not through {@link System#out}, whose lock, held by a writer that is
     * stuck, would hold up the end of the process, which flushes it.
     */
    private static void writeInPieces(ExtHandler handler) {
        if (handler instanceof ConsoleHandler console) {
            console.setOutputStream(new FileOutputStream(FileDescriptor.out));
            console.setAutoFlush(false);
        }
    }

    private ExtHandler writerTo(Path file) {
        try {
            SizeRotatingFileHandler handler = new SizeRotatingFileHandler(file.toFile(), true);
            handler.setRotateSize(config.fileMaxSize().asLongValue());
            handler.setMaxBackupIndex(config.fileBackups());
            handler.setErrorManager(new LogFileErrors());
            return handler;
        } catch (IOException e) {
            // Without the cause: a start that fails prints the root of the chain, and this is the sentence to print.
            throw new ConfigurationException("LOG_FILE names a file that cannot be written.");
        }
    }
}
