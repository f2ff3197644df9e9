package dev.gatehouse.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.OwnPool;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.Redis;
import dev.gatehouse.support.RedisClient;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two replicas of the packaged application refresh sessions of browsers, with a Redis between them. */
@Tag("proof")
@Tag("redis")
class SharedRefreshIT {
    private static final String CLIENT = "gatehouseclient";
    private static final String REFRESH = "GetTokensFromRefreshToken";
    private static final String SIGN_IN =
            "{\"email\":\"demo@example.com\",\"password\":\"demo-Passw0rd!\",\"session\":\"cookie\"}";
    private static OwnPool pool;
    private static Redis redis;
    private static Gatehouse one;
    private static Gatehouse other;

    @BeforeAll
    static void start() {
        pool = new OwnPool();
        redis = Redis.start();
        one = pool.launch().env("REDIS_URL", redis.url()).start("/health/ready");
        other = pool.launch().env("REDIS_URL", redis.url()).start("/health/ready");
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
        redis.close();
        pool.close();
    }

    @BeforeEach
    void oldRefreshTokensAreRefusedAtOnce() {
        Pool.reset();
        Pool.setClient(CLIENT, Map.of("rotation_grace_seconds", 0));
    }

    private static List<String> setCookies(Gatehouse.Answer answer) {
        return answer.response().headers().allValues("Set-Cookie");
    }

    /** The cookies of a session whose access token has ended. The contract knows no token that has ended at once. */
    private static String ended(Gatehouse replica) throws IOException, InterruptedException {
        Pool.setClient(CLIENT, Map.of("access_token_minutes", 0));
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(replica.address().resolve("/auth/login"))
                            .header("Content-Type", "application/json")
                            .header("Sec-Fetch-Site", "same-origin")
                            .POST(BodyPublishers.ofString(SIGN_IN))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return answer.headers().allValues("Set-Cookie").stream()
                    .map(line -> line.split(";", 2)[0])
                    .collect(Collectors.joining("; "));
        } finally {
            Pool.setClient(CLIENT, Map.of("access_token_minutes", 60));
        }
    }

    private static Gatehouse.Answer decision(Gatehouse replica, String cookies) {
        return replica.send(HttpRequest.newBuilder(replica.address().resolve("/guard/forward-auth"))
                .header("X-Forwarded-Method", "GET")
                .header("Cookie", cookies)
                .build());
    }

    private static void assertRefreshed(Gatehouse.Answer answer) {
        HttpResponse<String> response = answer.response();
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(setCookies(answer)).isNotEmpty().noneMatch(line -> line.contains("Max-Age=0;"));
    }

    @Test
    void requestsAtOnceOnBothRefreshOnce() throws IOException, InterruptedException {
        String cookies = ended(one);
        List<CompletableFuture<Gatehouse.Answer>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 10)
                    .forEach(i -> answers.add(
                            CompletableFuture.supplyAsync(() -> decision(i % 2 == 0 ? one : other, cookies), threads)));
        }
        assertThat(answers).allSatisfy(answer -> assertRefreshed(answer.join()));
        assertThat(Pool.calls(REFRESH)).isEqualTo(1);
    }

    @Test
    void otherReplicaTakesTheResultAfterwards() throws IOException, InterruptedException {
        String cookies = ended(one);
        assertRefreshed(decision(one, cookies));
        assertRefreshed(decision(other, cookies));
        assertThat(Pool.calls(REFRESH)).isEqualTo(1);
    }

    @Test
    void refusalIsKnownToTheOtherReplica() throws IOException, InterruptedException {
        String cookies = ended(one);
        Map<String, Object> fault = new HashMap<>(Map.of("operation", REFRESH, "kind", "error", "times", 1));
        fault.put("error", "NotAuthorizedException");
        fault.put("message", "Refresh Token has been revoked");
        Pool.fault(fault);
        assertThat(decision(one, cookies).status()).isEqualTo(401);
        assertThat(decision(other, cookies).status()).isEqualTo(401);
        assertThat(Pool.calls(REFRESH)).isEqualTo(1);
    }

    @Test
    void failureOfThePoolLetsTheOtherReplicaTry() throws IOException, InterruptedException {
        String cookies = ended(one);
        Pool.fault(Map.of("operation", REFRESH, "kind", "status", "status", 500));
        assertThat(decision(one, cookies).status()).isEqualTo(503);
        Pool.healed();
        assertRefreshed(decision(other, cookies));
    }

    @Test
    void tokensAreNotReadableInRedis() throws IOException, InterruptedException {
        String cookies = ended(one);
        assertRefreshed(decision(one, cookies));
        List<String> keys = RedisClient.call(redis.url(), "KEYS", "gatehouse:browser-refresh:*");
        List<String> sealed = keys.stream()
                .map(key -> RedisClient.call(redis.url(), "GET", key).getFirst())
                .filter(value -> !value.equals("refused"))
                .toList();
        assertThat(sealed).isNotEmpty().allSatisfy(value -> assertThat(header(value))
                .contains("\"alg\":\"dir\""));
    }

    @Test
    void resultOfAnotherSessionIsNotTaken() throws IOException, InterruptedException {
        String cookies = ended(one);
        String victim = ended(one);
        Set<String> before = keys();
        assertRefreshed(decision(one, victim));
        String ofVictim = only(keys(), before);
        assertRefreshed(decision(one, cookies));
        before.add(ofVictim);
        String own = only(keys(), before);
        RedisClient.call(
                redis.url(),
                "SET",
                own,
                RedisClient.call(redis.url(), "GET", ofVictim).getFirst());

        // The other replica tries the refresh itself, and the pool refuses the old token.
        assertThat(decision(other, cookies).status()).isEqualTo(401);
    }

    private static Set<String> keys() {
        return new HashSet<>(RedisClient.call(redis.url(), "KEYS", "gatehouse:browser-refresh:*"));
    }

    private static String only(Set<String> keys, Set<String> without) {
        return keys.stream().filter(key -> !without.contains(key)).findFirst().orElseThrow();
    }

    private static String header(String jwe) {
        return new String(Base64.getUrlDecoder().decode(jwe.split("\\.")[0]), StandardCharsets.UTF_8);
    }

    @Test
    void replicaWithoutRedisWarnsOnceAndRefreshesForItself() throws IOException, InterruptedException {
        Pool.setClient(CLIENT, Map.of("rotation_grace_seconds", 10));
        try (Gatehouse alone = pool.launch().start("/health/ready")) {
            assertRefreshed(decision(alone, ended(alone)));
            assertRefreshed(decision(alone, ended(alone)));
            alone.awaitLine(line -> line.contains("RetryGracePeriodSeconds"));
            assertThat(alone.lines().stream().filter(line -> line.contains("RetryGracePeriodSeconds")))
                    .hasSize(1);
        }
    }

    @Test
    void replicaWhoseRedisIsAwayRefreshesForItself() throws IOException, InterruptedException {
        Pool.setClient(CLIENT, Map.of("rotation_grace_seconds", 10));
        try (Gatehouse alone =
                pool.launch().env("REDIS_URL", "redis://127.0.0.1:1").start("/health/ready")) {
            assertRefreshed(decision(alone, ended(alone)));
        }
    }
}
