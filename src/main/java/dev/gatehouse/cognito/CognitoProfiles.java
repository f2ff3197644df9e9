package dev.gatehouse.cognito;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.Profile;
import dev.gatehouse.identity.Profiles;
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

/** Reads profiles, and caches them per session for five minutes, or until the token expires. */
@Singleton
class CognitoProfiles implements Profiles {
    private static final int MAX_CACHED = 10_000;
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final ProfileRead read;
    private final ThreadContext request;
    private final Clock clock;
    private final AsyncCache<String, Cached> cache;

    private record Cached(Profile profile, Instant until) {}

    CognitoProfiles(ProfileRead read, ThreadContext request, Clock clock, @VirtualThreads ExecutorService executor) {
        this.read = read;
        this.request = request;
        this.clock = clock;
        this.cache = Caffeine.newBuilder()
                .executor(executor)
                .maximumSize(MAX_CACHED)
                .expireAfter(Expiry.<String, Cached>creating(
                        (signIn, cached) -> Duration.between(clock.instant(), cached.until())))
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

    private CompletionStage<Profile> read(Caller caller, Function<Caller, Profile> question) {
        if (!read.isAllowedTo(caller)) {
            return CompletableFuture.failedFuture(new IdentityException(SelfService.refused()));
        }
        @Nullable CompletableFuture<Cached> known = cache.getIfPresent(caller.signInId());
        return (known == null ? cache.get(caller.signInId(), reading(caller, question)) : known)
                .thenApply(Cached::profile);
    }

    /** Runs with the request context, which the rate limit of the read needs. */
    private Function<String, Cached> reading(Caller caller, Function<Caller, Profile> question) {
        return request.contextualFunction(_ -> {
            Profile profile = question.apply(caller);
            Instant latest = clock.instant().plus(KEPT);
            return new Cached(profile, caller.expiresAt().isBefore(latest) ? caller.expiresAt() : latest);
        });
    }
}
