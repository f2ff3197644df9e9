package dev.gatehouse.cognito;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.Profile;
import dev.gatehouse.identity.Profiles;
import dev.gatehouse.identity.Secret;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserResponse;

/** Profiles by GetUser, cached per sign-in until the token ends. */
@Singleton
class CognitoProfiles implements Profiles {
    private static final int MAX_CACHED = 10_000;

    private final CognitoGateway cognito;
    private final AsyncCache<String, Cached> cache;

    private record Cached(Profile profile, Instant until) {}

    CognitoProfiles(CognitoGateway cognito, Clock clock) {
        this.cognito = cognito;
        this.cache = Caffeine.newBuilder()
                .maximumSize(MAX_CACHED)
                .expireAfter(Expiry.<String, Cached>creating(
                        (signIn, cached) -> Duration.between(clock.instant(), cached.until())))
                .buildAsync();
    }

    @Override
    public Profile of(Caller caller) {
        CompletableFuture<Cached> mine = new CompletableFuture<>();
        CompletableFuture<Cached> shared = cache.asMap().putIfAbsent(caller.signInId(), mine);
        if (shared != null) {
            return join(shared).profile();
        }
        try {
            mine.complete(new Cached(read(caller.accessToken()), caller.expiresAt()));
        } catch (Throwable e) {
            // Errors too: those who share this read must not wait for ever, nor must anyone after them.
            mine.completeExceptionally(e);
        }
        return join(mine).profile();
    }

    private static Cached join(CompletableFuture<Cached> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        }
    }

    private Profile read(Secret accessToken) {
        GetUserRequest request =
                GetUserRequest.builder().accessToken(accessToken.value()).build();
        GetUserResponse user =
                cognito.call(CognitoOperation.GET_USER, GetUserResponse.class, client -> client.getUser(request));
        Map<String, String> attributes = user.userAttributes().stream()
                .filter(attribute -> attribute.value() != null)
                .collect(Collectors.toMap(AttributeType::name, AttributeType::value, (first, second) -> first));
        return new Profile(
                attributes.getOrDefault("email", ""),
                Boolean.parseBoolean(attributes.getOrDefault("email_verified", "false")));
    }
}
