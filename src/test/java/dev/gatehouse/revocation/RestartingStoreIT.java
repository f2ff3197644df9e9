package dev.gatehouse.revocation;

import static dev.gatehouse.revocation.Replicas.accepts;
import static dev.gatehouse.revocation.Replicas.await;
import static dev.gatehouse.revocation.Replicas.signOut;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Gatehouse;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Three replicas, fifty users who sign in and out, and a Redis that is killed, empty when it is back, and killed again. */
@Tag("proof")
@Tag("redis")
class RestartingStoreIT {
    private static final int USERS = 50;
    private static final String PASSWORD = "correct-horse-battery";
    private static final long[] UP_AND_DOWN_MILLIS = {3000, 2500, 3000, 2500, 3000};

    private final Queue<String> revoked = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    @Test
    void noRevokedTokenIsAcceptedAfterAllAndNoSignInIsLost() throws Exception {
        try (Replicas replicas = new Replicas()) {
            List<Gatehouse> all = List.of(replicas.add(), replicas.add(), replicas.add());
            int signIns = comeAndGo(replicas, all);
            for (Gatehouse replica : all) {
                await("the store to be found", () -> replica.get("/health").status() == 200);
            }
            for (Gatehouse replica : all) {
                await("all news", () -> revoked.stream().noneMatch(token -> accepts(replica, token)));
            }
            for (Gatehouse replica : all) {
                assertThat(revoked).noneMatch(token -> accepts(replica, token));
            }
            System.out.printf("%d sign-ins, %d sign-outs, none lost%n", signIns, revoked.size());
            assertThat(revoked).hasSizeGreaterThan(USERS);
        }
    }

    private int comeAndGo(Replicas replicas, List<Gatehouse> all) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> users = new ArrayList<>();
            for (int i = 0; i < USERS; i++) {
                String email = "restless" + i + "@example.com";
                users.add(threads.submit(() -> user(replicas, all, email)));
            }
            boolean up = true;
            for (long millis : UP_AND_DOWN_MILLIS) {
                Thread.sleep(millis);
                if (up) {
                    replicas.redis.kill();
                } else {
                    replicas.redis.restart();
                }
                up = !up;
            }
            if (!up) {
                replicas.redis.restart();
            }
            over = true;
            int signIns = 0;
            for (Future<Integer> user : users) {
                signIns += user.get();
            }
            return signIns;
        }
    }

    private int user(Replicas replicas, List<Gatehouse> all, String email) {
        register(replicas, all.getFirst(), email);
        int signIns = 0;
        while (!over) {
            Gatehouse.Answer answer = any(all).post("/auth/login", credentials(email));
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            signIns++;
            JsonPath tokens = JsonPath.from(answer.body());
            String token = tokens.getString("access_token");
            assertThat(accepts(any(all), token)).isTrue();
            Gatehouse here = any(all);
            assertThat(signOut(here, tokens.getString("refresh_token"), false)).isEqualTo(204);
            assertThat(accepts(here, token)).isFalse();
            revoked.add(token);
        }
        return signIns;
    }

    private static void register(Replicas replicas, Gatehouse replica, String email) {
        assertThat(replica.post("/auth/register", credentials(email)).status()).isEqualTo(202);
        String code = RestAssured.given()
                .queryParam("email", email)
                .get(replicas.pool.endpoint() + "/outbox")
                .jsonPath()
                .getString("[0].code");
        String verification = "{\"email\":\"" + email + "\",\"code\":\"" + code + "\"}";
        assertThat(replica.post("/auth/verify", verification).status()).isEqualTo(204);
    }

    private static String credentials(String email) {
        return "{\"email\":\"" + email + "\",\"password\":\"" + PASSWORD + "\"}";
    }

    private static Gatehouse any(List<Gatehouse> all) {
        return all.get(ThreadLocalRandom.current().nextInt(all.size()));
    }
}
