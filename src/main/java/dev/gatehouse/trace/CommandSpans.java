package dev.gatehouse.trace;

import dev.gatehouse.redis.CommandEnd;
import dev.gatehouse.redis.CommandListener;
import io.opentelemetry.api.trace.SpanContext;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A span per command to Redis, if the request that it is for is recorded.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/database/redis/">Semantic conventions for Redis</a>
 */
@Singleton
class CommandSpans implements CommandListener {
    private final Tracing tracing;

    CommandSpans(Tracing tracing) {
        this.tracing = tracing;
    }

    @Override
    public @Nullable Consumer<CommandEnd> begin() {
        @Nullable SpanContext parent = tracing.recorded();
        return parent == null ? null : command -> add(parent, command);
    }

    private void add(SpanContext parent, CommandEnd command) {
        tracing.addCall(
                parent,
                command.command(),
                Map.of("db.system.name", "redis", "db.operation.name", command.command()),
                Objects.requireNonNullElse(command.failure(), ""),
                command.took());
    }
}
