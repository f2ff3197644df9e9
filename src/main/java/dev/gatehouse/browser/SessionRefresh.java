package dev.gatehouse.browser;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.browser.Refreshed.Ended;
import dev.gatehouse.browser.Refreshed.Renewed;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.Sha256;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Refreshes each session once, however many requests with its old cookie come at the same time or shortly after: a browser sends
 * several at once, and a pool with rotation takes the old refresh token once. A refusal is remembered, so that an old cookie
 * does not make the service ask the pool again and again.
 */
@Singleton
class SessionRefresh {
    /** For how long a browser may still send the old cookie. */
    static final Duration KEPT = Duration.ofSeconds(60);

    static final Duration REFUSAL_KEPT = Duration.ofHours(1);
    private static final int MOST_REFUSALS = 100_000;
    /** Characters of tokens, which Java keeps as bytes: 32 MB. */
    private static final long MOST_KEPT = 32_000_000;

    private final RefreshExchange exchange;
    private final ExecutorService executor;
    /** By the hash of the old refresh token, as all below. */
    private final Map<String, CompletableFuture<Refreshed>> running = new ConcurrentHashMap<>();

    private final Cache<String, Renewed> renewed = Caffeine.newBuilder()
            .expireAfterWrite(KEPT)
            .maximumWeight(MOST_KEPT)
            .weigher(SessionRefresh::weight)
            .build();
    private final Cache<String, Ended> refused = Caffeine.newBuilder()
            .expireAfterWrite(REFUSAL_KEPT)
            .maximumSize(MOST_REFUSALS)
            .build();

    SessionRefresh(RefreshExchange exchange, @VirtualThreads ExecutorService executor) {
        this.exchange = exchange;
        this.executor = executor;
    }

    /** Never blocks or fails. Emits at once what is known, else on the Vert.x context of the caller. */
    Uni<Refreshed> refresh(BrowserSession session) {
        String key = hash(session.refreshToken());
        @Nullable Refreshed known = known(key);
        if (known != null) {
            return Uni.createFrom().item(known);
        }
        CompletableFuture<Refreshed> result = running.computeIfAbsent(
                key, _ -> CompletableFuture.supplyAsync(() -> refreshOnce(key, session), executor));
        return Uni.createFrom().completionStage(result).emitOn(requestContext());
    }

    /** Another request may have finished the same refresh between the first look and this one. */
    private Refreshed refreshOnce(String key, BrowserSession session) {
        try {
            @Nullable Refreshed known = known(key);
            Refreshed result = known == null ? exchange.refresh(key, session) : known;
            switch (result) {
                case Renewed found -> renewed.put(key, found);
                case Ended found -> refused.put(key, found);
                case Refreshed.Unknown _ -> {}
            }
            return result;
        } finally {
            running.remove(key);
        }
    }

    private @Nullable Refreshed known(String key) {
        @Nullable Renewed found = renewed.getIfPresent(key);
        return found == null ? refused.getIfPresent(key) : found;
    }

    private static int weight(String key, Renewed renewed) {
        BrowserSession session = renewed.session();
        return key.length()
                + session.accessToken().value().length()
                + session.refreshToken().value().length()
                + session.email().length();
    }

    private static Executor requestContext() {
        Context context = Vertx.currentContext();
        return context == null ? Runnable::run : work -> context.runOnContext(_ -> work.run());
    }

    private static String hash(Secret refreshToken) {
        return Sha256.base64Url(refreshToken.value());
    }
}
