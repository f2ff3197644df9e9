package dev.gatehouse.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A cache of tokens with a valid signature, so that it is verified once and not with every request. Expiry and revocation are
 * checked each time, and a change of the keys invalidates all entries. Only accepted tokens are cached, so a flood of forged
 * ones neither grows the cache nor evicts entries.
 */
@Singleton
class VerifiedTokens {
    private static final Duration KEPT = Duration.ofMinutes(5);

    /** Longer tokens, which are rare, are verified each time, so that memory stays bounded. */
    private static final int MAX_LENGTH = 4096;

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
        if (verified.caller().accessToken().value().length() <= MAX_LENGTH) {
            cache.put(token, verified);
        }
    }
}
