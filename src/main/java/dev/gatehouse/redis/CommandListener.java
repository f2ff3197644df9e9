package dev.gatehouse.redis;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Is told of commands to Redis. */
public interface CommandListener {
    /**
     * Called on the thread that sends the command.
     *
     * @return is given the end of the command, on whichever thread; null if nobody wants it
     */
    @Nullable
    Consumer<CommandEnd> begin();
}
