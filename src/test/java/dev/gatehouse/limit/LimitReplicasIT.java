package dev.gatehouse.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.OwnPool;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.Redis;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two replicas of the packaged application that share a Redis, which comes and goes. */
@Tag("redis")
@Tag("proof")
class LimitReplicasIT {
    private static final String TEMPORARY = "temporary-password-1";
    private static final AtomicInteger PEOPLE = new AtomicInteger();
    private static OwnPool pool;
    private static Redis redis;
    private static Gatehouse here;
    private static Gatehouse there;

    @BeforeAll
    static void start() {
        pool = new OwnPool();
        redis = Redis.start();
        here = replica();
        there = replica();
    }

    @AfterAll
    static void stop() {
        here.close();
        there.close();
        redis.close();
        pool.close();
    }

    @AfterEach
    void redisIsBack() {
        Pool.healed();
        redis.kill();
        redis.restart();
        awaitShared(here);
        awaitShared(there);
    }

    @Test
    void failuresOnOneReplicaSlowTheOther() {
        String email = someone();
        for (int i = 0; i < 3; i++) {
            signIn(here, email);
        }

        assertThat(code(signIn(there, email))).isEqualTo("too_many_attempts");
    }

    @Test
    void wrongCodesOnOneReplicaSlowTheAnswersToChallengesOnTheOther() {
        String email = invited();
        for (int i = 0; i < 3; i++) {
            assertThat(code(wrongAnswer(here, email))).isEqualTo("invalid_code");
        }

        assertThat(code(wrongAnswer(there, email))).isEqualTo("too_many_attempts");
    }

    @Test
    void replicasShareOneBucket() {
        String email = someone();
        for (int i = 0; i < 5; i++) {
            assertThat(forgot(i % 2 == 0 ? here : there, email).status()).isEqualTo(202);
        }

        assertThat(forgot(there, email).status()).isEqualTo(429);
    }

    @Test
    void replicaCountsForItselfWhileRedisIsAway() {
        redis.kill();
        String email = someone();
        for (int i = 0; i < 5; i++) {
            assertThat(forgot(here, email).status()).isEqualTo(202);
        }

        assertThat(forgot(here, email).status()).isEqualTo(429);
    }

    @Test
    void outageIsLoggedOnceWhenItBegins() {
        long before = lines(there, "limits are not shared");
        redis.kill();
        for (int i = 0; i < 5; i++) {
            forgot(there, someone());
        }

        assertThat(lines(there, "limits are not shared")).isEqualTo(before + 1);
    }

    @Test
    void endOfTheOutageIsLogged() {
        redis.kill();
        forgot(there, someone());
        long before = lines(there, "limits are shared between replicas again");
        redis.restart();
        awaitShared(there);

        assertThat(lines(there, "limits are shared between replicas again")).isEqualTo(before + 1);
    }

    @Test
    void refusalIsInTheAuditLog() {
        String email = someone();
        for (int i = 0; i < 6; i++) {
            forgot(here, email);
        }

        assertThat(here.awaitLine(line -> line.contains("\"logger\":\"audit\"") && line.contains("rate_limited")))
                .contains("password_reset_request", "failure")
                .doesNotContain(email);
    }

    @Test
    void slowedSignInIsALockOutInTheAuditLog() {
        String email = someone();
        for (int i = 0; i < 4; i++) {
            signIn(here, email);
        }

        assertThat(here.awaitLine(line -> line.contains("\"logger\":\"audit\"") && line.contains("lock_out")))
                .contains("too_many_attempts")
                .doesNotContain(email);
    }

    private static Gatehouse replica() {
        return pool.launch()
                .env("REDIS_URL", redis.url())
                .setting("gatehouse.limit.enabled", "true")
                .setting("gatehouse.limit.store", "redis")
                .setting("gatehouse.limit.store-pause", "200ms")
                .setting("gatehouse.limit.store-timeout", "10s")
                .setting("gatehouse.limit.forgot.per-address", "10000/1m")
                .start("/health/ready");
    }

    private static void awaitShared(Gatehouse replica) {
        Instant deadline = Instant.now().plusSeconds(60);
        while (!replica.get("/metrics", "text/plain", "").body().contains("gatehouse_limit_shared 1.0")
                && Instant.now().isBefore(deadline)) {
            forgot(replica, someone());
        }
    }

    private static long lines(Gatehouse replica, String text) {
        return replica.lines().stream().filter(line -> line.contains(text)).count();
    }

    private static Gatehouse.Answer signIn(Gatehouse replica, String email) {
        return replica.post("/auth/login", "{\"email\":\"" + email + "\",\"password\":\"not-the-password\"}");
    }

    private static Gatehouse.Answer forgot(Gatehouse replica, String email) {
        return replica.post("/auth/forgot-password", "{\"email\":\"" + email + "\"}");
    }

    /** Who is invited answers a challenge at the first sign-in. */
    private static String invited() {
        String email = someone();
        Pool.call(
                "AdminCreateUser",
                Map.of("UserPoolId", "eu-west-1_gatehouse", "Username", email, "TemporaryPassword", TEMPORARY));
        return email;
    }

    /** To a challenge of its own, with what Cognito says of a wrong code. */
    private static Gatehouse.Answer wrongAnswer(Gatehouse replica, String email) {
        String login = "{\"email\":\"" + email + "\",\"password\":\"" + TEMPORARY + "\"}";
        String challenge =
                JsonPath.from(replica.post("/auth/login", login).body()).getString("challenge_token");
        Pool.fault(Map.of(
                "operation", "RespondToAuthChallenge", "kind", "error", "error", "CodeMismatchException", "times", 1));
        return replica.post(
                "/auth/challenge",
                "{\"challenge_token\":\"" + challenge + "\",\"answers\":{\"new_password\":\"another-Passw0rd!\"}}");
    }

    private static String code(Gatehouse.Answer answer) {
        return JsonPath.from(answer.body()).getString("code");
    }

    private static String someone() {
        return "replica" + PEOPLE.incrementAndGet() + "@example.com";
    }
}
