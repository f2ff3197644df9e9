package dev.gatehouse.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Remembers tokens whose signature holds, so that it is computed once and not with every request. Nothing else is
 * remembered: whether a token has ended or was revoked is asked each time, and a change of the keys forgets all. Only
 * tokens that were accepted are kept, so a flood of forged ones neither grows it nor pushes anything out.
 */
@Singleton
class VerifiedTokens {
    private static final Duration KEPT = Duration.ofMinutes(5);

    /** Longer ones, which few callers have, are verified each time, so that the memory stays bounded. */
    private static final int LONGEST = 4096;

    private final Cache<TokenDigest, VerifiedToken> cache;

    VerifiedTokens(TokenConfig config) {
        this.cache = Caffeine.newBuilder()
                .maximumSize(config.verifiedCacheSize())
                .expireAfterWrite(KEPT)
                .build();
    }

    /** The token, if it was verified with this version of the keys. */
    @Nullable
    VerifiedToken find(TokenDigest token, int keys) {
        VerifiedToken found = cache.getIfPresent(token);
        return found != null && found.keys() == keys ? found : null;
    }

    void keep(TokenDigest token, VerifiedToken verified) {
        if (verified.caller().accessToken().value().length() <= LONGEST) {
            cache.put(token, verified);
        }
    }
}
