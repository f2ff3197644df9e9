package dev.gatehouse.cognito;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.Profile;
import dev.gatehouse.identity.Profiles;
import dev.gatehouse.identity.Secret;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
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

    CognitoProfiles(CognitoGateway cognito, Clock clock, @VirtualThreads ExecutorService executor) {
        this.cognito = cognito;
        this.cache = Caffeine.newBuilder()
                .executor(executor)
                .maximumSize(MAX_CACHED)
                .expireAfter(Expiry.<String, Cached>creating(
                        (signIn, cached) -> Duration.between(clock.instant(), cached.until())))
                .buildAsync();
    }

    @Override
    public CompletionStage<Profile> of(Caller caller) {
        Secret accessToken = caller.accessToken();
        Instant until = caller.expiresAt();
        return cache.get(caller.signInId(), _ -> new Cached(read(accessToken), until))
                .thenApply(Cached::profile);
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
