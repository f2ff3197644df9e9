package dev.gatehouse.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Redis;
import dev.gatehouse.support.RedisClient;
import dev.gatehouse.support.RedisMonitor;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("redis")
@QuarkusTest
@WithTestResource(SharedLimitTest.LimitedByRedis.class)
class SharedLimitTest {
    private static final String URL = "gatehouse.test.redis";
    private static final String WRONG = "not-the-password";

    /** The same limits, counted in a Redis. */
    public static class LimitedByRedis extends LimitedPool {
        private Redis redis;

        @Override
        public Map<String, String> start() {
            redis = Redis.start();
            System.setProperty(URL, redis.url());
            Map<String, String> settings = super.start();
            settings.put("REDIS_URL", redis.url());
            settings.put("gatehouse.limit.store", "redis");
            // The machine may be busy, and whoever waits too long counts elsewhere.
            settings.put("gatehouse.limit.store-timeout", "10s");
            return settings;
        }

        @Override
        public void stop() {
            super.stop();
            if (redis != null) {
                redis.close();
            }
        }
    }

    @Test
    void bucketInRedisRunsEmpty() {
        String address = LimitedRequest.anAddress();
        for (int i = 0; i < LimitedRequest.FORGOT.perAddress; i++) {
            LimitedRequest.FORGOT.from(address, Api.someone()).then().statusCode(202);
        }

        LimitedRequest.FORGOT
                .from(address, Api.someone())
                .then()
                .statusCode(429)
                .body("code", equalTo("rate_limited"));
    }

    @Test
    void failedSignInsAreSlowedDown() {
        String email = LimitedRequest.member();
        for (int i = 0; i < 3; i++) {
            LimitedRequest.signIn(email, WRONG).then().statusCode(401);
        }

        LimitedRequest.signIn(email, Api.PASSWORD).then().statusCode(429).body("code", equalTo("too_many_attempts"));
    }

    @Test
    void everyKeyExpires() {
        LimitedRequest.signIn(Api.someone(), WRONG);

        // -1 is a key that never expires; one that is gone since has -2.
        assertThat(keys()).isNotEmpty().allSatisfy(key -> assertThat(redis("PTTL", key))
                .singleElement()
                .isNotEqualTo("-1"));
    }

    @Test
    void noKeyHoldsAnAddress() {
        String email = Api.someone();
        LimitedRequest.SIGN_IN.from("192.0.2.77", email);

        assertThat(keys()).isNotEmpty().noneMatch(key -> key.contains(email) || key.contains("192.0.2.77"));
    }

    @Test
    void completeSignInAsksRedisTwice() throws IOException {
        String email = LimitedRequest.member();

        assertThat(commandsOf(
                        () -> LimitedRequest.signIn(email, Api.PASSWORD).then().statusCode(200)))
                .containsExactly("EVALSHA", "EVALSHA");
    }

    @Test
    void wrongPasswordAsksRedisOnce() throws IOException {
        String email = LimitedRequest.member();

        assertThat(commandsOf(() -> LimitedRequest.signIn(email, WRONG).then().statusCode(401)))
                .containsExactly("EVALSHA");
    }

    @Test
    void otherLimitedRequestAsksRedisOnce() throws IOException {
        LimitedRequest.FORGOT.from(LimitedRequest.anAddress(), Api.someone());

        assertThat(commandsOf(() -> LimitedRequest.FORGOT.from(LimitedRequest.anAddress(), Api.someone())))
                .containsExactly("EVALSHA");
    }

    private static List<String> commandsOf(Runnable request) throws IOException {
        try (RedisMonitor monitor = RedisMonitor.start(System.getProperty(URL))) {
            request.run();
            return monitor.commandsAbout("gatehouse:");
        }
    }

    private static List<String> keys() {
        return redis("KEYS", "gatehouse:*");
    }

    private static List<String> redis(String... command) {
        return RedisClient.call(System.getProperty(URL), command);
    }
}
