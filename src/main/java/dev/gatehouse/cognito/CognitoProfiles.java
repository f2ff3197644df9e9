package dev.gatehouse.cognito;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.Profile;
import dev.gatehouse.identity.Profiles;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.eclipse.microprofile.context.ThreadContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads profiles, and caches them per session for five minutes, or until the token expires. What is cached is bounded by its
 * size, because an attribute may have 2,048 characters.
 */
@Singleton
// Caffeine loads the class of this kind of cache by its name.
@RegisterForReflection(classNames = "com.github.benmanes.caffeine.cache.SSMWA")
class CognitoProfiles implements Profiles {
    /** Characters; a profile without further attributes counts as 300 of them. */
    private static final long MAX_CACHED = 3_000_000;

    private static final int EMPTY = 300;
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final ProfileRead read;
    private final ThreadContext request;
    private final Clock clock;
    private final AsyncCache<Key, Cached> cache;

    private record Key(String userId, String signInId) {
        static Key of(Caller caller) {
            return new Key(caller.userId(), caller.signInId());
        }
    }

    private record Cached(Profile profile, Instant until) {
        int weight() {
            return profile.attributes().values().stream()
                    .mapToInt(String::length)
                    .reduce(EMPTY, Integer::sum);
        }
    }

    CognitoProfiles(ProfileRead read, ThreadContext request, Clock clock, @VirtualThreads ExecutorService executor) {
        this.read = read;
        this.request = request;
        this.clock = clock;
        this.cache = Caffeine.newBuilder()
                .executor(executor)
                .maximumWeight(MAX_CACHED)
                .<Key, Cached>weigher((session, cached) -> cached.weight())
                .expireAfter(Expiry.<Key, Cached>creating(
                        (session, cached) -> Duration.between(clock.instant(), cached.until())))
                .buildAsync();
    }

    @Override
    public CompletionStage<Profile> of(Caller caller) {
        return read(caller, read::of);
    }

    @Override
    public CompletionStage<Profile> ofDecision(Caller caller) {
        return read(caller, read::unlimited);
    }

    /** Also what is being read: it may be from before the change. */
    @Override
    public void forget(String userId) {
        cache.asMap().keySet().removeIf(session -> session.userId().equals(userId));
    }

    private CompletionStage<Profile> read(Caller caller, Function<Caller, Profile> question) {
        if (!read.isAllowedTo(caller)) {
            return CompletableFuture.failedFuture(new IdentityException(SelfService.refused()));
        }
        Key session = Key.of(caller);
        @Nullable CompletableFuture<Cached> known = cache.getIfPresent(session);
        return (known == null ? cache.get(session, reading(caller, question)) : known).thenApply(Cached::profile);
    }

    /** Runs with the request context, which the rate limit of the read needs. */
    private Function<Key, Cached> reading(Caller caller, Function<Caller, Profile> question) {
        return request.contextualFunction(_ -> {
            Profile profile = question.apply(caller);
            Instant latest = clock.instant().plus(KEPT);
            return new Cached(profile, caller.expiresAt().isBefore(latest) ? caller.expiresAt() : latest);
        });
    }
}
