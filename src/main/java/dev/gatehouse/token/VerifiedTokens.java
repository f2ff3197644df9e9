package dev.gatehouse.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A cache of tokens with a valid signature, so that it is verified once and not with every request. Expiry and revocation are
 * checked each time, and a change of the keys invalidates all entries. Only accepted tokens are cached, so a flood of forged
 * ones neither grows the cache nor evicts entries.
 */
@Singleton
// Caffeine loads the class of a cache with these features by its name, and quarkus-caffeine 3.33 registers other ones
// only.
@RegisterForReflection(classNames = "com.github.benmanes.caffeine.cache.SSMWW")
class VerifiedTokens {
    private static final Duration KEPT = Duration.ofMinutes(5);

    /** An entry without its texts: the objects of the key, the claims and the cache. */
    private static final int FIXED_BYTES = 350;
    /** A text without its characters, and its place in a set. */
    private static final int TEXT_BYTES = 100;
    /** Larger entries, which are rare, are not kept: they would evict many others. */
    private static final int LARGEST = 8 * 1024;

    private final Cache<TokenDigest, Entry> cache;

    /** @param keys the version of the issuer's keys that the signature was verified with */
    private record Entry(AccessToken token, int keys) {
        int bytes() {
            return FIXED_BYTES
                    + bytes(List.of(token.userId(), token.session()))
                    + bytes(token.roles())
                    + bytes(token.scopes())
                    + bytes(Objects.requireNonNullElse(token.audience(), List.of()));
        }

        private static int bytes(Collection<String> texts) {
            return texts.stream().mapToInt(text -> TEXT_BYTES + text.length()).sum();
        }
    }

    VerifiedTokens(TokenConfig config) {
        this.cache = Caffeine.newBuilder()
                .maximumWeight(config.verifiedCacheMemory().asLongValue())
                .weigher((TokenDigest _, Entry entry) -> entry.bytes())
                .expireAfterWrite(KEPT)
                // Where it is called: another thread would have to be woken for each new token, which takes longer.
                .executor(Runnable::run)
                .build();
    }

    /** The token, if it was verified with the present keys of its issuer. */
    @Nullable
    AccessToken find(TokenDigest token) {
        Entry found = cache.getIfPresent(token);
        return found != null && found.keys == found.token.issuer().keys().version() ? found.token : null;
    }

    void keep(TokenDigest digest, AccessToken token, int keys) {
        Entry entry = new Entry(token, keys);
        if (entry.bytes() <= LARGEST) {
            cache.put(digest, entry);
        }
    }
}
