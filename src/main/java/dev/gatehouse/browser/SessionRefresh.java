package dev.gatehouse.browser;

import dev.gatehouse.browser.Refreshed.Ended;
import dev.gatehouse.browser.Refreshed.Renewed;
import dev.gatehouse.browser.Refreshed.Reused;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Refreshes each session once, however many requests with its old cookie come at the same time or shortly after: a browser sends
 * several at once, and a pool with rotation takes the old refresh token once. A refusal is remembered, so that an old cookie
 * does not make the service ask the pool again and again.
 */
@Singleton
class SessionRefresh {
    private final RefreshExchange exchange;
    private final RefreshResults results;
    private final ExecutorService executor;
    private final Clock clock;
    /** By the key of the session. */
    private final Map<String, CompletableFuture<Refreshed>> running = new ConcurrentHashMap<>();

    SessionRefresh(
            RefreshExchange exchange, RefreshResults results, @VirtualThreads ExecutorService executor, Clock clock) {
        this.exchange = exchange;
        this.results = results;
        this.executor = executor;
        this.clock = clock;
    }

    /** The session with its newest tokens: itself, unless it is being refreshed, was lately, or must be. Never fails. */
    Uni<Refreshed> latest(BrowserSession session) {
        RefreshKey key = RefreshKey.of(session);
        boolean isNewest = results.find(key) == null && !running.containsKey(key.sessionHash());
        return isNewest && !session.isToRefresh(clock.instant())
                ? Uni.createFrom().item(new Renewed(session))
                : refresh(session);
    }

    /** Never blocks or fails. Emits at once what is known, else on the Vert.x context of the caller. */
    Uni<Refreshed> refresh(BrowserSession session) {
        RefreshKey key = RefreshKey.of(session);
        @Nullable Refreshed known = results.find(key);
        if (known != null) {
            return Uni.createFrom().item(known);
        }
        AtomicBoolean isFirst = new AtomicBoolean();
        CompletableFuture<Refreshed> result = running.computeIfAbsent(key.sessionHash(), _ -> {
            isFirst.set(true);
            return CompletableFuture.supplyAsync(() -> refreshOnce(key, session), executor);
        });
        return Uni.createFrom()
                .completionStage(result)
                .map(refreshed -> isFirst.get() ? refreshed : forFollowers(refreshed))
                .emitOn(requestContext());
    }

    /** The request that began the refresh tells that the token was used before; those that waited for it do not once more. */
    private static Refreshed forFollowers(Refreshed refreshed) {
        return refreshed instanceof Reused ? new Ended() : refreshed;
    }

    /** Another request may have finished the same refresh between the first look and this one. */
    private Refreshed refreshOnce(RefreshKey key, BrowserSession session) {
        try {
            @Nullable Refreshed known = results.find(key);
            Refreshed result = known == null ? exchange.refresh(key.sessionHash(), session) : known;
            results.keep(key, result);
            return result;
        } finally {
            running.remove(key.sessionHash());
        }
    }

    private static Executor requestContext() {
        Context context = Vertx.currentContext();
        return context == null ? Runnable::run : work -> context.runOnContext(_ -> work.run());
    }
}
