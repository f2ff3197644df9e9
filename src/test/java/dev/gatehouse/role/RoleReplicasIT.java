package dev.gatehouse.role;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.OwnPool;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.Redis;
import dev.gatehouse.support.RedisClient;
import io.restassured.path.json.JsonPath;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two replicas keep one administrator together. */
@Tag("redis")
@Tag("proof")
@Tag("repeat")
class RoleReplicasIT {
    private static final int ROUNDS = 50;
    private static final String KEY = "gatehouse:role-change:administrators";
    private static final Person ADMIN = new Person("admin@example.com", "admin-Passw0rd!");
    private static final Person DEMO = new Person("demo@example.com", "demo-Passw0rd!");

    private static OwnPool pool;
    private static Redis redis;
    private static Gatehouse here;
    private static Gatehouse there;

    private record Person(String email, String password) {
        String id() {
            return Pool.user(email).getString("username");
        }

        boolean isAdministrator() {
            return Pool.user(email).getList("groups").contains("admin");
        }

        void put(String... groups) {
            Pool.change(email, Map.of("groups", List.of(groups), "enabled", true));
        }

        String tokenOf(Gatehouse replica) {
            String body = "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}";
            return JsonPath.from(replica.post("/auth/login", body).body()).getString("access_token");
        }
    }

    @BeforeAll
    static void start() {
        pool = new OwnPool();
        redis = Redis.start();
        here = replica();
        there = replica();
    }

    private static Gatehouse replica() {
        return pool.launch()
                .env("REDIS_URL", redis.url())
                .env("AWS_ACCESS_KEY_ID", "AKIDTEST")
                .env("AWS_SECRET_ACCESS_KEY", "none")
                .setting("gatehouse.revocation.store", "redis")
                .setting("gatehouse.cognito.quota.user-list", "10000")
                .start("/health/ready");
    }

    @AfterAll
    static void stop() {
        there.close();
        here.close();
        redis.close();
        pool.close();
    }

    @BeforeEach
    void twoAdministrators() {
        ADMIN.put("admin");
        DEMO.put("admin");
    }

    private static Gatehouse.Answer leave(Gatehouse replica, String token, Person person, String group) {
        return replica.send(
                HttpRequest.newBuilder(replica.address().resolve("/admin/users/" + person.id() + "/groups/" + group))
                        .header("Authorization", "Bearer " + token)
                        .DELETE()
                        .build());
    }

    private static String code(Gatehouse.Answer answer) {
        return JsonPath.from(answer.body()).getString("code");
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void twoWhoRemoveEachOtherLeaveOne() {
        for (int round = 0; round < ROUNDS; round++) {
            twoAdministrators();
            String admin = ADMIN.tokenOf(here);
            String demo = DEMO.tokenOf(there);
            CyclicBarrier barrier = new CyclicBarrier(2);

            CompletableFuture<Gatehouse.Answer> first = CompletableFuture.supplyAsync(() -> {
                await(barrier);
                return leave(here, admin, DEMO, "admin");
            });
            await(barrier);
            Gatehouse.Answer second = leave(there, demo, ADMIN, "admin");

            List<Integer> statuses = List.of(first.join().status(), second.status());
            assertThat(statuses).as("round " + round).containsOnlyOnce(204);
            // The loser's own sessions may have ended before the request was judged.
            assertThat(statuses).filteredOn(status -> status != 204).isSubsetOf(409, 403, 401);
            assertThat(List.of(ADMIN.isAdministrator(), DEMO.isAdministrator())).containsOnlyOnce(true);
        }
    }

    @Test
    void sessionEndsOnTheOtherReplicaToo() {
        String admin = ADMIN.tokenOf(here);
        String demo = DEMO.tokenOf(there);

        assertThat(leave(here, admin, DEMO, "admin").status()).isEqualTo(204);

        assertThat(there.post("/auth/change-password", "{}", demo).status()).isEqualTo(401);
    }

    @Nested
    class LockOfADeadReplica {
        private String token;

        @BeforeEach
        void signedIn() {
            token = ADMIN.tokenOf(here);
        }

        private static void lock(int millis) {
            RedisClient.call(redis.url(), "SET", KEY, "dead", "PX", Integer.toString(millis));
        }

        @Test
        void isWaitedFor() {
            lock(2000);
            long begun = System.nanoTime();

            assertThat(leave(here, token, DEMO, "admin").status()).isEqualTo(204);

            assertThat(System.nanoTime() - begun).isGreaterThan(TimeUnit.SECONDS.toNanos(2));
        }

        @Test
        void isNotWaitedForEndlesslyAndNeverReleased() {
            lock(60_000);

            Gatehouse.Answer refused = leave(here, token, DEMO, "admin");

            assertThat(refused.status()).isEqualTo(503);
            assertThat(code(refused)).isEqualTo("upstream_busy");
            assertThat(DEMO.isAdministrator()).isTrue();
            assertThat(RedisClient.call(redis.url(), "GET", KEY)).containsExactly("dead");
            RedisClient.call(redis.url(), "DEL", KEY);
        }

        @Test
        void isGoneAfterEachChange() {
            assertThat(leave(here, token, DEMO, "admin").status()).isEqualTo(204);

            assertThat(RedisClient.call(redis.url(), "EXISTS", KEY)).containsExactly("0");
        }
    }

    @Nested
    class WhileRedisIsDown {
        @Test
        void roleOfAdministratorsIsNotTakenAndOthersAre() {
            String admin = ADMIN.tokenOf(here);
            String demo = DEMO.tokenOf(here);
            redis.kill();
            try {
                Gatehouse.Answer refused = leave(here, admin, DEMO, "admin");
                assertThat(refused.status()).isEqualTo(503);
                assertThat(code(refused)).isEqualTo("shared_store_unavailable");
                assertThat(DEMO.isAdministrator()).isTrue();
                assertThat(here.post("/auth/change-password", "{}", demo).status())
                        .isEqualTo(400);

                DEMO.put("editors");
                assertThat(leave(here, admin, DEMO, "editors").status()).isEqualTo(204);
            } finally {
                redis.restart();
            }
        }
    }
}
