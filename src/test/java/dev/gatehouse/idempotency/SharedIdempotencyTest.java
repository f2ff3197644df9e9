package dev.gatehouse.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.identity.Sha256;
import dev.gatehouse.support.Api;
import dev.gatehouse.support.Log;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import dev.gatehouse.support.Redis;
import dev.gatehouse.support.RedisClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Keys in a Redis, and a limit for administrators that a test reaches soon. */
@Tag("redis")
@QuarkusTest
@WithTestResource(SharedIdempotencyTest.KeysInRedis.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SharedIdempotencyTest {
    private static final String URL = "gatehouse.test.idempotency.redis";
    private static final int ADMIN_REQUESTS = 6;
    private static final AtomicInteger KEYS = new AtomicInteger();

    public static class KeysInRedis extends PoolResource {
        private Redis server;

        @Override
        public Map<String, String> start() {
            server = Redis.start();
            System.setProperty(URL, server.url());
            Map<String, String> settings = super.start();
            settings.put("REDIS_URL", server.url());
            settings.put("gatehouse.limit.enabled", "true");
            settings.put("gatehouse.limit.sign-in.per-address", "1000/1m");
            settings.put("gatehouse.limit.admin.per-address", "1000/1m");
            settings.put("gatehouse.limit.admin.per-account", ADMIN_REQUESTS + "/1h");
            return settings;
        }

        @Override
        public void stop() {
            super.stop();
            if (server != null) {
                server.close();
            }
        }
    }

    private final String key = "shared-" + KEYS.incrementAndGet();
    private String admin;
    private String userId;

    @BeforeEach
    void anAdministratorWhoDidNothingYet() {
        Pool.reset();
        ThingResource.reset();
        String email = Api.member();
        Pool.change(email, Map.of("groups", List.of("admin")));
        userId = Pool.user(email).getString("username");
        admin = Api.signedIn(email).getString("access_token");
    }

    private Response create() {
        return create(key);
    }

    private Response create(String key) {
        return Api.bearer(admin)
                .header("Idempotency-Key", key)
                .body(Map.of("name", "thing-of-somebody"))
                .post("/test/things");
    }

    private String nameInRedis() {
        return nameInRedis(key);
    }

    private String nameInRedis(String key) {
        return "gatehouse:idempotency:" + Sha256.base64UrlOfParts(userId, "POST", "/test/things", key);
    }

    private static List<String> redis(String... command) {
        return RedisClient.call(System.getProperty(URL), command);
    }

    @Test
    @Order(1)
    void repetitionGetsTheSameAnswer() {
        int number = create().path("number");

        create().then().statusCode(201).body("number", equalTo(number));
    }

    @Test
    @Order(1)
    void answerIsSealedAndExpires() {
        create();

        assertThat(redis("GET", nameInRedis()).getFirst()).startsWith("ey").doesNotContain("thing-of-somebody");
        assertThat(Long.parseLong(redis("PTTL", nameInRedis()).getFirst())).isBetween(86_000_000L, 86_400_000L);
    }

    /** Whoever may write to Redis cannot exchange answers. */
    @Test
    @Order(1)
    void answerOfAnotherKeyIsNotTaken() {
        int number = create().path("number");
        redis("SET", nameInRedis(key + "x"), redis("GET", nameInRedis()).getFirst());

        create(key + "x").then().statusCode(201).body("number", equalTo(number + 1));
    }

    @Test
    @Order(1)
    void answerThatCannotBeReadCountsAsNone() {
        redis("SET", nameInRedis(), "eyJ.sealed-with-another.secret");

        int number = create().then().statusCode(201).extract().path("number");

        create().then().statusCode(201).body("number", equalTo(number));
    }

    @Test
    @Order(1)
    void replicaThatDiedBlocksTheKeyForAWhileOnly() {
        redis("SET", nameInRedis(), "running:on-a-replica-that-is-gone", "PX", "60000");
        create().then().statusCode(409).body("code", equalTo("idempotency_key_in_use"));

        redis("PEXPIRE", nameInRedis(), "1");
        while (!redis("EXISTS", nameInRedis()).getFirst().equals("0")) {
            Thread.onSpinWait();
        }

        create().then().statusCode(201);
    }

    @Test
    @Order(1)
    void markOfARunExpires() throws InterruptedException {
        ThingResource.Gate gate = ThingResource.close();
        Thread first = Thread.startVirtualThread(this::create);
        gate.reached().await();

        assertThat(redis("GET", nameInRedis()).getFirst()).startsWith("running:");
        assertThat(Long.parseLong(redis("PTTL", nameInRedis()).getFirst())).isBetween(1L, 60_000L);

        gate.passable().countDown();
        first.join();
    }

    @Test
    @Order(1)
    void lateRunDoesNotReplaceTheAnswerOfTheNext() throws InterruptedException {
        ThingResource.Gate gate = ThingResource.close();
        Thread first = Thread.startVirtualThread(this::create);
        gate.reached().await();
        redis("SET", nameInRedis(), "running:on-another-replica", "PX", "60000");

        gate.passable().countDown();
        first.join();

        assertThat(redis("GET", nameInRedis())).containsExactly("running:on-another-replica");
    }

    @Test
    @Order(1)
    void repetitionsCountForTheRateLimit() {
        for (int i = 0; i < ADMIN_REQUESTS; i++) {
            create().then().statusCode(201);
        }

        create().then().statusCode(429).body("code", equalTo("rate_limited"));
    }

    @Test
    @Order(2)
    void redisThatFailsDuringTheRunDoesNotLoseItsAnswer() throws InterruptedException {
        ThingResource.Gate gate = ThingResource.close();
        AtomicInteger number = new AtomicInteger();
        Thread first = Thread.startVirtualThread(() -> number.set(create().path("number")));
        gate.reached().await();
        // The server answers nothing to it.
        assertThatThrownBy(() -> redis("SHUTDOWN", "NOSAVE")).isInstanceOf(AssertionError.class);

        List<String> lines = Log.of("dev.gatehouse.idempotency", () -> {
            gate.passable().countDown();
            join(first);
        });

        assertThat(lines).singleElement().asString().contains("idempotency keys are not shared");
        create().then().statusCode(201).body("number", equalTo(number.get()));
    }

    @Test
    @Order(3)
    void repetitionOnTheSameReplicaNeedsNoRedis() {
        int number = create().path("number");

        create().then().statusCode(201).body("number", equalTo(number));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
