package dev.gatehouse.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.token.TrustedIssuers;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requirements by their text. A proxy sends few different ones, so they are kept. */
@Singleton
class Requirements {
    private static final int MOST_KEPT = 1_000;
    private static final int LONGEST_KEPT = 1_000;

    private final TrustedIssuers issuers;
    private final Cache<String, Requirement> kept =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();
    private volatile Map<String, String> poolIds = Map.of();

    Requirements(TrustedIssuers issuers) {
        this.issuers = issuers;
    }

    /** As {@link Requirement#parse}. */
    Requirement of(String text) {
        @Nullable Requirement known = kept.getIfPresent(text);
        if (known != null) {
            return known;
        }
        if (poolIds.isEmpty()) {
            poolIds = issuers.poolIds();
        }
        Requirement parsed = Requirement.parse(text, poolIds);
        if (text.length() <= LONGEST_KEPT) {
            kept.put(text, parsed);
        }
        return parsed;
    }
}
