package dev.gatehouse.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Redis by connections that do not stay with a server that is no longer the one to ask. A connection that was made once would: a
 * host name is resolved when a connection is made, and a primary that became a replica keeps its connections. So all are
 * replaced
 *
 * <ul>
 *   <li>at once, when a server answers that it is not the primary, and
 *   <li>after a while anyhow, when the host name may lead elsewhere by now; but only when new ones can be made.
 * </ul>
 */
final class RenewedRedis implements Redis {
    private static final long BETWEEN_REPLACEMENTS = TimeUnit.SECONDS.toNanos(1);
    private static final long CONNECT_SECONDS = 2;

    private final Vertx vertx;
    private final Supplier<Redis> clients;
    private final CommandListener listener;
    private final long renewAfterMillis;
    private volatile Redis current;
    /** What is under way on it is answered until the next renewal. */
    private @Nullable Redis previous;

    private long replacedAt = System.nanoTime() - BETWEEN_REPLACEMENTS;
    private long timer;
    private boolean closed;

    /** @param clients makes a client, which makes connections of its own */
    RenewedRedis(Vertx vertx, Supplier<Redis> clients, Duration renewAfter, CommandListener listener) {
        this.vertx = vertx;
        this.listener = listener;
        this.clients = clients;
        this.renewAfterMillis = renewAfter.toMillis();
        this.current = clients.get();
        schedule();
    }

    @Override
    public Future<RedisConnection> connect() {
        Redis asked = current;
        return asked.connect().onFailure(failure -> judge(asked, failure));
    }

    @Override
    public Future<@Nullable Response> send(Request request) {
        Redis asked = current;
        Future<@Nullable Response> answer = asked.send(request).onFailure(failure -> judge(asked, failure));
        Consumer<CommandEnd> watcher = listener.begin();
        if (watcher != null) {
            long begun = System.nanoTime();
            String command = request.command().toString().toUpperCase(Locale.ROOT);
            answer.onComplete(end -> watcher.accept(new CommandEnd(
                    command,
                    end.failed() ? RedisFailure.kind(end.cause()) : null,
                    Duration.ofNanos(System.nanoTime() - begun))));
        }
        return answer;
    }

    @Override
    public Future<List<@Nullable Response>> batch(List<Request> requests) {
        Redis asked = current;
        return asked.batch(requests).onFailure(failure -> judge(asked, failure));
    }

    @Override
    public synchronized void close() {
        closed = true;
        vertx.cancelTimer(timer);
        closePrevious();
        current.close();
    }

    private void judge(Redis asked, Throwable failure) {
        if (RedisFailure.isOfAnotherServer(failure)) {
            replace(asked);
        }
    }

    /** Not more often than once a second: until the name leads to the new primary, all that ask get the same answer. */
    private synchronized void replace(Redis asked) {
        long now = System.nanoTime();
        if (!closed && current == asked && now - replacedAt >= BETWEEN_REPLACEMENTS) {
            replacedAt = now;
            current = clients.get();
            asked.close();
        }
    }

    private synchronized void schedule() {
        if (!closed) {
            timer = vertx.setTimer(renewAfterMillis, _ -> renew());
        }
    }

    private void renew() {
        Redis next = clients.get();
        next.connect()
                .timeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                .compose(RedisConnection::close)
                .onSuccess(_ -> use(next))
                .onFailure(_ -> next.close())
                .onComplete(_ -> schedule());
    }

    private synchronized void use(Redis next) {
        if (closed) {
            next.close();
            return;
        }
        closePrevious();
        previous = current;
        current = next;
    }

    private void closePrevious() {
        if (previous != null) {
            previous.close();
        }
    }
}
