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

/** Sets up the log's format and file, before anything else starts. */
@Singleton
class LogSetup implements StartupStep {
    private static final int AFTER_ALL = Integer.MAX_VALUE;

    private final LogConfig config;
    private final LogQueue queue;
    /** Gatehouse's own categories. Kept here, because the log manager holds loggers by weak references. */
    private final List<Logger> ours =
            Stream.of("dev.gatehouse", "access", "audit").map(Logger::getLogger).toList();

    LogSetup(LogConfig config, MeterRegistry metrics) {
        this.config = config;
        this.queue = new LogQueue(config.queueSize().asLongValue(), config.names());
        FunctionCounter.builder("gatehouse.log.lines.shed", queue, LogQueue::shed)
                .description("Log lines dropped because the log is read too slowly")
                .register(metrics);
    }

    @Override
    public StartupOrder order() {
        return StartupOrder.LOG;
    }

    @Override
    public void run() {
        Logger root = Logger.getLogger("");
        limitDebugToOwnCategories(root);
        for (Handler handler : root.getHandlers()) {
            queueJson(handler);
        }
        config.file().ifPresent(file -> queue.feed(writerTo(file)));
        root.addHandler(queue);
        queue.start();
    }

    /** Last, so that the shutdown's lines are written. */
    void end(@Observes @Priority(AFTER_ALL) ShutdownEvent event) {
        queue.end();
    }

    /**
     * Applies levels below INFO to Gatehouse's own categories only: at DEBUG libraries log sensitive data, such as an HTTP
     * client the bytes on the wire. A category with its own level keeps it.
     */
    private void limitDebugToOwnCategories(Logger root) {
        Level level = root.getLevel();
        if (level.intValue() < Level.INFO.intValue()) {
            root.setLevel(Level.INFO);
            ours.stream().filter(category -> category.getLevel() == null).forEach(category -> category.setLevel(level));
        }
    }

    /** Moves handlers with JSON format to the queue; handlers with text format stay as they are. */
    private void queueJson(Handler handler) {
        if (!(handler instanceof ExtHandler parent)) {
            return;
        }
        for (Handler child : parent.getHandlers()) {
            queueJson(child);
            if (child instanceof ExtHandler json && json.getFormatter() instanceof JsonFormatter) {
                parent.removeHandler(json);
                writeInBatches(json);
                queue.feed(json);
            }
        }
    }

    /**
     * Writes in batches, as the queue flushes them, and not through {@link System#out}: a blocked writer would hold its lock,
     * and block the end of the process, which flushes it.
     */
    private static void writeInBatches(ExtHandler handler) {
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
            // No cause: a failed start prints only the root cause's message, which must be this one.
            throw new ConfigurationException("LOG_FILE names a file that cannot be written.");
        }
    }
}
