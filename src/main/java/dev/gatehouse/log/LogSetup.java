package dev.gatehouse.log;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.formatters.JsonFormatter;
import org.jboss.logmanager.handlers.SizeRotatingFileHandler;

/** Gives the log its form and its file, before anything else starts. */
@Singleton
class LogSetup {
    private static final int BEFORE_ALL = 0;

    private final LogConfig config;
    /** The categories of our own lines; held, because the log manager forgets those that nobody holds. */
    private final List<Logger> ours =
            Stream.of("dev.gatehouse", "access", "audit").map(Logger::getLogger).toList();

    LogSetup(LogConfig config) {
        this.config = config;
    }

    void begin(@Observes @Priority(BEFORE_ALL) StartupEvent event) {
        Logger root = Logger.getLogger("");
        keepDebugToOurselves(root);
        for (Handler handler : root.getHandlers()) {
            replaceFormatter(handler);
        }
        config.file().ifPresent(file -> root.addHandler(writerTo(file)));
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

    /** Where the settings ask for JSON, in our members; text for people stays as it is. */
    private static void replaceFormatter(Handler handler) {
        if (handler.getFormatter() instanceof JsonFormatter) {
            handler.setFormatter(new JsonLines());
        }
        if (handler instanceof ExtHandler parent) {
            for (Handler child : parent.getHandlers()) {
                replaceFormatter(child);
            }
        }
    }

    private Handler writerTo(Path file) {
        try {
            SizeRotatingFileHandler handler = new SizeRotatingFileHandler(file.toFile(), true);
            handler.setRotateSize(config.fileMaxSize().asLongValue());
            handler.setMaxBackupIndex(config.fileBackups());
            handler.setFormatter(new JsonLines());
            handler.setErrorManager(new FileTrouble());
            return handler;
        } catch (IOException e) {
            // Without the cause: a start that fails prints the root of the chain, and this is the sentence to print.
            throw new ConfigurationException("LOG_FILE names a file that cannot be written.");
        }
    }
}
