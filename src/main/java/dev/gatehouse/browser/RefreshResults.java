package dev.gatehouse.browser;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.gatehouse.browser.Refreshed.Ended;
import dev.gatehouse.browser.Refreshed.Renewed;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The results of the last refreshes of this replica, in bounded memory: which may forget some before their time. */
@Singleton
class RefreshResults {
    /** For how long a browser may still send the old cookie. */
    static final Duration KEPT = Duration.ofSeconds(60);

    static final Duration REFUSAL_KEPT = Duration.ofHours(1);
    static final int MOST_REFUSALS = 100_000;
    /** Characters of tokens, which Java keeps as bytes: 32 MB. */
    static final long MOST_KEPT = 32_000_000;

    private final Cache<String, Renewed> renewed;
    private final Cache<String, Refreshed> refused;

    RefreshResults(@Identifier("steady") Clock clock) {
        Ticker ticker = () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
        this.renewed = Caffeine.newBuilder()
                .ticker(ticker)
                .executor(Runnable::run)
                .expireAfterWrite(KEPT)
                .maximumWeight(MOST_KEPT)
                .weigher(RefreshResults::weight)
                .build();
        this.refused = Caffeine.newBuilder()
                .ticker(ticker)
                .executor(Runnable::run)
                .expireAfterWrite(REFUSAL_KEPT)
                .maximumSize(MOST_REFUSALS)
                .build();
    }

    /** The result of this refresh, or an earlier refusal of its token; null if neither is known. */
    @Nullable
    Refreshed find(RefreshKey key) {
        @Nullable Renewed found = renewed.getIfPresent(key.sessionHash());
        return found == null ? refused.getIfPresent(key.tokenHash()) : found;
    }

    /** Keeps what cannot change; a failure may pass. */
    void keep(RefreshKey key, Refreshed result) {
        switch (result) {
            case Renewed session -> renewed.put(key.sessionHash(), session);
            case Ended _, Refreshed.TooLarge _ -> refused.put(key.tokenHash(), result);
            case Refreshed.Reused _ -> refused.put(key.tokenHash(), new Ended());
            case Refreshed.Unknown _ -> {}
        }
    }

    private static int weight(String key, Renewed renewed) {
        BrowserSession session = renewed.session();
        return key.length()
                + session.accessToken().value().length()
                + session.refreshToken().value().length()
                + session.email().length();
    }
}
