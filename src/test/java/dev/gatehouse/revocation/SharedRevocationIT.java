package dev.gatehouse.revocation;

import static dev.gatehouse.revocation.Replicas.accepts;
import static dev.gatehouse.revocation.Replicas.await;
import static dev.gatehouse.revocation.Replicas.signIn;
import static dev.gatehouse.revocation.Replicas.signOut;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.Redis;
import dev.gatehouse.support.RedisClient;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed out on one replica is signed out on all. */
@Tag("redis")
@Tag("proof")
class SharedRevocationIT {
    private static final int SIGN_OUTS = 40;

    private static Replicas replicas;
    private static Gatehouse one;
    private static Gatehouse other;
    private static Gatehouse third;

    @BeforeAll
    static void start() {
        replicas = new Replicas();
        one = replicas.add();
        other = replicas.add();
        third = replicas.add();
    }

    @AfterAll
    static void stop() {
        replicas.close();
    }

    /** The body is refused, 400, only after the sign-in is found recent. */
    private static int change(Gatehouse replica, String accessToken) {
        return replica.post("/auth/mfa/totp/confirm", "{\"code\":\"x\"}", accessToken)
                .status();
    }

    @Test
    void sessionRefreshedHereIsNotFreshThere() {
        JsonPath tokens = signIn(one);
        String token = tokens.getString("access_token");
        assertThat(change(other, token)).isEqualTo(400);

        int status = one.post("/auth/refresh", "{\"refresh_token\":\"" + tokens.getString("refresh_token") + "\"}")
                .status();

        assertThat(status).isEqualTo(200);
        assertThat(change(other, token)).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void tokenRevokedHereIsRefusedThere(boolean everywhere) {
        JsonPath tokens = signIn(one);
        String token = tokens.getString("access_token");
        assertThat(accepts(other, token)).isTrue();

        assertThat(signOut(one, tokens.getString("refresh_token"), everywhere)).isEqualTo(204);

        assertThat(accepts(one, token)).isFalse();
        await("the other replica to know", () -> !accepts(other, token));
        await("the third replica to know", () -> !accepts(third, token));
    }

    @Test
    void signOutEverywhereEndsSignInsOfOtherReplicas() {
        String elsewhere = signIn(other).getString("access_token");
        signOut(one, signIn(one).getString("refresh_token"), true);
        await("the other replica to know", () -> !accepts(other, elsewhere));
    }

    @Test
    void signInAfterSignOutEverywhereIsAcceptedByAll() {
        for (int i = 0; i < 3; i++) {
            signOut(one, signIn(one).getString("refresh_token"), true);
            String fresh = signIn(one).getString("access_token");
            assertThat(accepts(one, fresh)).isTrue();
            assertThat(accepts(other, fresh)).isTrue();
            assertThat(accepts(third, fresh)).isTrue();
        }
    }

    @Test
    void administratorsSignOutReachesAll() {
        String admin = JsonPath.from(
                        one.post("/auth/login", "{\"email\":\"admin@example.com\",\"password\":\"admin-Passw0rd!\"}")
                                .body())
                .getString("access_token");
        String token = signIn(other).getString("access_token");
        String user = JsonPath.from(other.get("/auth/me", token).body()).getString("user_id");

        assertThat(one.post("/admin/users/" + user + "/logout", "", admin).status())
                .isEqualTo(204);

        await("the other replica to know", () -> !accepts(other, token));
    }

    @Test
    void replicaThatStartsLaterKnowsWhatWasRevokedBefore() {
        JsonPath tokens = signIn(one);
        signOut(one, tokens.getString("refresh_token"), false);
        Gatehouse late = replicas.add();
        assertThat(accepts(late, tokens.getString("access_token"))).isFalse();
    }

    /** Cognito exchanges the refresh token, which nobody gave, for 30 days. */
    @Test
    void sessionThatCognitoHasNotEndedIsRefusedAsLongAsItsRefreshTokenLives() {
        String token = signIn(one).getString("access_token");
        assertThat(one.post("/auth/logout", "{}", token).status()).isEqualTo(204);

        assertThat(lastRevocationEnds()).isAfter(Instant.now().plus(Duration.ofDays(30)));
    }

    @Test
    void sessionThatCognitoHasEndedIsRefusedAsLongAsItsAccessTokenLives() {
        signOut(one, signIn(one).getString("refresh_token"), true);

        assertThat(lastRevocationEnds()).isBefore(Instant.now().plus(Duration.ofDays(2)));
    }

    private static Instant lastRevocationEnds() {
        List<String> entry =
                RedisClient.call(replicas.redis.url(), "XREVRANGE", "gatehouse:revocations", "+", "-", "COUNT", "1");
        // The id of the entry, then names and values in turn, in any order.
        int name = 1;
        while (!entry.get(name).equals("u")) {
            name += 2;
        }
        return Instant.ofEpochSecond(Long.parseLong(entry.get(name + 1)));
    }

    @Test
    void entryThatIsNoRevocationStopsNoOther() {
        for (String until : List.of("soon", Long.toString(Long.MAX_VALUE))) {
            RedisClient.call(
                    replicas.redis.url(),
                    "XADD",
                    "gatehouse:revocations",
                    "*",
                    "k",
                    "s",
                    "id",
                    "x",
                    "c",
                    "0",
                    "u",
                    until);
        }
        JsonPath tokens = signIn(one);
        signOut(one, tokens.getString("refresh_token"), false);
        await("the other replica to know", () -> !accepts(other, tokens.getString("access_token")));
        assertThat(other.get("/health").status()).isEqualTo(200);
    }

    @Test
    void passwordOfTheStoreComesFromAMountedFile(@TempDir Path folder) throws IOException {
        try (Redis secured = Redis.start("--requirepass", "a-password")) {
            Path file =
                    Files.writeString(folder.resolve("url"), "redis://:a-password@127.0.0.1:" + secured.port() + "\n");
            try (Gatehouse replica = replicas.launch()
                    .without("REDIS_URL")
                    .env("REDIS_URL_FILE", file.toString())
                    .start("/health/ready")) {
                assertThat(replica.get("/health").status()).isEqualTo(200);
                assertThat(replica.output()).doesNotContain("a-password");
            }
        }
    }

    /** Prints how long the news takes; a benchmark, of which the test asserts only that it arrives. */
    @Test
    void newsOfASignOutArrives() {
        List<Long> micros = new ArrayList<>();
        for (int i = 0; i < SIGN_OUTS; i++) {
            JsonPath tokens = signIn(one);
            String token = tokens.getString("access_token");
            signOut(one, tokens.getString("refresh_token"), false);
            long begun = System.nanoTime();
            while (accepts(other, token) || accepts(third, token)) {
                Thread.onSpinWait();
            }
            micros.add((System.nanoTime() - begun) / 1000);
        }
        micros.sort(null);
        System.out.printf(
                "propagation to both other replicas after the answer: median %d us, worst %d us of %d%n",
                micros.get(SIGN_OUTS / 2), micros.getLast(), SIGN_OUTS);
        assertThat(micros).hasSize(SIGN_OUTS);
    }
}
