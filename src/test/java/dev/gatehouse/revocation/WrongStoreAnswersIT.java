package dev.gatehouse.revocation;

import static dev.gatehouse.revocation.Replicas.accepts;
import static dev.gatehouse.revocation.Replicas.await;
import static dev.gatehouse.revocation.Replicas.signIn;
import static dev.gatehouse.revocation.Replicas.signOut;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.RedisClient;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong answers of Redis: nobody gets in who should not, and nobody is kept out. */
@Tag("redis")
@Tag("proof")
@Tag("repeat")
class WrongStoreAnswersIT {
    private static final String STREAM = "gatehouse:revocations";

    /** From now on Redis itself; whoever was lied to before is not answered any more. */
    private static final String TRUTH = "";
    /** More connections than the service opens. */
    private static final int POOL = 10;

    private static Replicas replicas;
    private static Gatehouse replica;
    private static ServerSocket liar;
    private static volatile String lie = TRUTH;

    @BeforeAll
    static void start() throws IOException {
        replicas = new Replicas();
        replica = replicas.add(
                "gatehouse.limit.enabled", "true",
                "gatehouse.limit.store", "redis",
                "gatehouse.limit.store-pause", "2s",
                "gatehouse.limit.sign-in.per-address", "10000/1m",
                "gatehouse.limit.sign-in.per-account", "1000/1m",
                "gatehouse.limit.store-timeout", "5s");
        liar = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> lie(liar));
    }

    @AfterAll
    static void stop() throws IOException {
        liar.close();
        replicas.close();
    }

    @BeforeEach
    void truthful() {
        redis("FLUSHALL");
        await("the store to be trusted", () -> {
            signIn(replica);
            return replica.get("/health").status() == 200 && isShared();
        });
        // The last sign-in may have come to the store only at its end: after this one, all that it counts is there.
        signIn(replica);
    }

    @Test
    void streamThatIsNoneIsALostStore() {
        redis("SET", STREAM, "no stream");
        await("the loss to be noticed", () -> replica.get("/health").status() == 503);
        JsonPath tokens = signIn(replica);
        assertThat(accepts(replica, tokens.getString("access_token"))).isTrue();
        assertThat(signOut(replica, tokens.getString("refresh_token"), false)).isEqualTo(204);
        assertThat(accepts(replica, tokens.getString("access_token"))).isFalse();

        redis("DEL", STREAM);
        await("the store to be found", () -> replica.get("/health").status() == 200);
        await("the store to be told", () -> redis("XRANGE", STREAM, "-", "+").contains(signInId(tokens)));
    }

    @Test
    void hugeEntryKeepsNoneThatFollowsFromBeingRead() {
        redis(
                "EVAL",
                "return redis.call('XADD', KEYS[1], '*', 'k', 's', 'id', string.rep('x', 8000000), 'c', '0', 'u', '9')",
                "1",
                STREAM);
        JsonPath tokens = signIn(replica);
        redis("XADD", STREAM, "*", "k", "s", "id", signInId(tokens), "c", "0", "u", "4000000000");
        await("the entry to be read", () -> !accepts(replica, tokens.getString("access_token")));
        assertThat(replica.get("/health").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no base64!", "AAAA", "", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void bucketThatIsNoneIsCountedHere(String state) {
        overwriteBuckets("redis.call('SET', key, ARGV[1])", state);

        assertThat(signIn(replica).getString("status")).isEqualTo("signed_in");
        assertThat(isShared()).isFalse();
    }

    @Test
    void keyOfAnotherTypeIsCountedHere() {
        overwriteBuckets("redis.call('DEL', key) redis.call('LPUSH', key, ARGV[1])", "x");

        assertThat(signIn(replica).getString("status")).isEqualTo("signed_in");
        assertThat(isShared()).isFalse();
    }

    /** One replica each, lest the loss that is noticed be that of the lie before. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-ERR what\r\n",
                "HTTP/1.1 400 Bad Request\r\n\r\n",
                "$99999999999\r\nx",
                "*-5\r\n",
                ":x\r\n",
                "+OK\r\n"
            })
    void whateverElseListensThereIsALostStore(String answer) {
        lie = answer;
        try (Gatehouse deceived = deceived()) {
            JsonPath tokens = signIn(deceived);
            assertThat(accepts(deceived, tokens.getString("access_token"))).isTrue();
            assertThat(signOut(deceived, tokens.getString("refresh_token"), false))
                    .isEqualTo(204);
            assertThat(accepts(deceived, tokens.getString("access_token"))).isFalse();
            await("the loss to be noticed", () -> deceived.get("/health").status() == 503);
        }
    }

    /** Of the connections that nobody answers any more none must be waited for, as when a machine has lost its power. */
    @Test
    void storeThatTellsTheTruthAtLastIsFound() {
        lie = ":x\r\n";
        try (Gatehouse deceived = deceived()) {
            JsonPath tokens = signIn(deceived);
            for (int i = 0; i < POOL; i++) {
                signIn(deceived);
            }
            assertThat(signOut(deceived, tokens.getString("refresh_token"), false))
                    .isEqualTo(204);

            lie = TRUTH;
            await("the store to be told", () -> redis("XRANGE", STREAM, "-", "+")
                    .contains(signInId(tokens)));
            await("the store to be found", () -> deceived.get("/health").status() == 200);
        }
    }

    private static Gatehouse deceived() {
        return replicas.launch(
                        "gatehouse.limit.enabled", "true",
                        "gatehouse.limit.store", "redis",
                        "gatehouse.limit.store-pause", "1ms")
                .env("REDIS_URL", "redis://127.0.0.1:" + liar.getLocalPort())
                .start("/health/ready");
    }

    private static void lie(ServerSocket liar) {
        while (!liar.isClosed()) {
            try {
                Socket client = liar.accept();
                Thread.ofVirtual().start(() -> answer(client));
            } catch (IOException e) {
                // Closed: the loop's condition tells.
            }
        }
    }

    private static void answer(Socket client) {
        try (client) {
            if (lie.equals(TRUTH)) {
                tellTheTruth(client);
            }
            while (client.getInputStream().read(new byte[8192]) > 0) {
                client.getOutputStream().write(lie.getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            // It hung up.
        }
    }

    private static void tellTheTruth(Socket client) throws IOException {
        try (Socket redis = new Socket(InetAddress.getLoopbackAddress(), replicas.redis.port())) {
            Thread.ofVirtual().start(() -> {
                try {
                    redis.getInputStream().transferTo(client.getOutputStream());
                } catch (IOException e) {
                    // One of both hung up.
                }
            });
            client.getInputStream().transferTo(redis.getOutputStream());
        }
    }

    private static void overwriteBuckets(String with, String state) {
        String script = "for _, key in ipairs(redis.call('KEYS', 'gatehouse:limit:*')) do " + with + " end";
        redis("EVAL", script, "0", state);
    }

    private static boolean isShared() {
        return replica.get("/metrics", "text/plain", "").body().contains("gatehouse_limit_shared 1.0");
    }

    private static String signInId(JsonPath tokens) {
        String payload = tokens.getString("access_token").split("\\.", -1)[1];
        try {
            return new ObjectMapper()
                    .readTree(Base64.getUrlDecoder().decode(payload))
                    .path("origin_jti")
                    .asText();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String redis(String... command) {
        return String.join("\n", RedisClient.call(replicas.redis.url(), command));
    }
}
