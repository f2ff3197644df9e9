package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.KeptConnection;
import dev.gatehouse.support.KeptConnection.Answer;
import java.io.IOException;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The pool's keys come, go and are not all good, while tokens are judged by the packaged application. It asks for them every
 * 100 ms here. In production a withdrawn key is refused after ten minutes (key-refresh-interval), ten seconds (the tick,
 * key-refresh-cool-down) and two (key-fetch-timeout) at the latest, sooner if anyone offers a token of a key that is not known;
 * while the pool does not answer, keys are kept on purpose, and asked for again every ten seconds.
 */
@Tag("proof")
class KeyRotationIT {
    private static final String PACE = "100ms";
    private static final Duration LOAD = Duration.ofMillis(600);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int CLIENTS = 3;
    private static final int ROTATIONS = 2;
    private static final int ROUNDS = 10;

    /** Making keys takes longer than all else here, so they are made once, and known under several ids. */
    private static final List<KeyPair> PAIRS = List.of(TokenForge.pair("RSA", 2048), TokenForge.pair("RSA", 2048));

    private static Attacked gatehouse;

    @BeforeAll
    static void start() {
        gatehouse = new Attacked(
                Map.of("gatehouse.token.key-refresh-interval", PACE, "gatehouse.token.key-refresh-cool-down", PACE));
    }

    @AfterAll
    static void stop() {
        gatehouse.close();
    }

    @BeforeEach
    void onlyThePoolsKeyIsKnown() {
        publish(gatehouse.key.jwk());
    }

    /** The pool publishes a key and signs with it from then on; tokens of the keys before go on to be good. */
    @Test
    void rotationUnderLoadLosesNoValidRequest() throws Exception {
        List<PoolKey> pool = new ArrayList<>(List.of(gatehouse.key));
        List<String> published = new ArrayList<>(List.of(gatehouse.key.jwk()));
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int rotation = 0; rotation < ROTATIONS; rotation++) {
                PoolKey next = new PoolKey("rotated-" + rotation, PAIRS.get(rotation));
                // What is signed by the keys so far is under way while the new one is published and used.
                List<Future<Integer>> before = load(executor, List.copyOf(pool));
                published.add(next.jwk());
                gatehouse.keys.publish(published.toArray(String[]::new));
                pool.add(next);
                List<Future<Integer>> after = load(executor, List.copyOf(pool));
                for (List<Future<Integer>> clients : List.of(before, after)) {
                    for (Future<Integer> client : clients) {
                        assertThat(client.get()).isPositive();
                    }
                }
            }
        }
    }

    private static List<Future<Integer>> load(ExecutorService executor, List<PoolKey> keys) {
        List<Future<Integer>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(executor.submit(client(keys)));
        }
        return clients;
    }

    /** Offers tokens of these keys, the newest first, and counts the answers, each of which must accept. */
    private static Callable<Integer> client(List<PoolKey> keys) {
        return () -> {
            int accepted = 0;
            long end = System.nanoTime() + LOAD.toNanos();
            try (KeptConnection connection = gatehouse.connect()) {
                do {
                    PoolKey key = keys.get(keys.size() - 1 - accepted % keys.size());
                    String token = TokenForge.token(key, gatehouse.forge.claims());
                    assertThat(offer(connection, token).status()).as(key.id()).isEqualTo(Attacked.ACCEPTED);
                    accepted++;
                } while (System.nanoTime() < end);
            }
            return accepted;
        };
    }

    private static Answer offer(KeptConnection connection, String token) throws IOException {
        return connection.send("POST /admin/users/nobody/logout HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n"
                + "Authorization: Bearer " + token + "\r\n\r\n");
    }

    /** The same token, accepted before: that it was once good is not remembered beyond its key. */
    @Test
    void withdrawnKeyStopsWorkingThoughItsTokenWasAccepted() {
        PoolKey withdrawn = new PoolKey("withdrawn", PAIRS.get(0));
        publish(gatehouse.key.jwk(), withdrawn.jwk());
        String token = TokenForge.token(withdrawn, gatehouse.forge.claims());
        String other = gatehouse.token();
        assertThat(accepts(token)).isTrue();
        assertThat(accepts(other)).isTrue();

        gatehouse.keys.publish(gatehouse.key.jwk());
        await(() -> !accepts(token));

        TokenAttack.assertIsRefusal(gatehouse.offer(token), token);
        assertThat(accepts(other)).isTrue();
    }

    /** Another key under the same id: what the key before has signed is worth nothing. */
    @Test
    void keyReplacedUnderItsIdStopsWorking() {
        PoolKey one = new PoolKey("same-id", PAIRS.get(0));
        PoolKey other = new PoolKey("same-id", PAIRS.get(1));
        publish(gatehouse.key.jwk(), one.jwk());
        String before = TokenForge.token(one, gatehouse.forge.claims());
        String after = TokenForge.token(other, gatehouse.forge.claims());
        assertThat(accepts(before)).isTrue();
        assertThat(accepts(after)).isFalse();

        publish(gatehouse.key.jwk(), other.jwk());
        assertThat(accepts(before)).isFalse();
        assertThat(accepts(after)).isTrue();
    }

    /**
     * Nor is it remembered that a token was once refused. Several times, because some wait for a fetch that is just about to
     * end: they too are accepted or refused, and never fail.
     */
    @Test
    void tokenThatCameBeforeItsKeyIsAcceptedAfterwards() {
        for (int round = 0; round < ROUNDS; round++) {
            PoolKey late = new PoolKey("late-" + round, PAIRS.get(0));
            String token = TokenForge.token(late, gatehouse.forge.claims());
            assertThat(accepts(token)).isFalse();
            gatehouse.keys.publish(gatehouse.key.jwk(), late.jwk());
            await(() -> accepts(token));
        }
    }

    @Test
    void badKeysOfAKeySetAreRefusedAndTheGoodOnesStay() {
        PoolKey bad = new PoolKey("bad", PAIRS.get(0));
        PoolKey weak = new PoolKey("weak", TokenForge.pair("RSA", 1024));
        PoolKey twice = new PoolKey("twice", PAIRS.get(0));
        PoolKey other = new PoolKey("twice", PAIRS.get(1));
        publish(
                "null",
                "7",
                "{\"kty\":\"RSA\",\"kid\":\"malformed\",\"n\":\"!\"}",
                weak.jwk(),
                jwk(bad, "encrypts", Map.of("use", "enc")),
                jwk(bad, "signs", Map.of("key_ops", List.of("sign"))),
                jwk(bad, "rs512", Map.of("alg", "RS512")),
                jwk(bad, "private", Map.of("d", "AQAB")),
                "{\"kty\":\"oct\",\"kid\":\"secret\",\"k\":\"AAAA\",\"alg\":\"RS256\"}",
                twice.jwk(),
                other.jwk(),
                gatehouse.key.jwk());

        assertThat(accepts(gatehouse.token())).isTrue();
        assertThat(accepts(TokenForge.token(twice, gatehouse.forge.claims()))).isTrue();
        assertThat(accepts(TokenForge.token(other, gatehouse.forge.claims()))).isFalse();
        assertThat(accepts(TokenForge.token(weak, gatehouse.forge.claims()))).isFalse();
        for (String id : List.of("encrypts", "signs", "rs512", "private", "secret", "malformed")) {
            assertThat(accepts(TokenForge.token(new PoolKey(id, bad.pair()), gatehouse.forge.claims())))
                    .as(id)
                    .isFalse();
        }
    }

    /** Neither an answer that is no key set nor one without a good key takes away those that are held. */
    @Test
    void keySetWithoutAGoodKeyTakesNoneAway() {
        String token = gatehouse.token();
        publish();
        assertThat(accepts(token)).isTrue();
        publish("{\"kty\":\"oct\",\"kid\":\"secret\",\"k\":\"AAAA\"}");
        assertThat(accepts(token)).isTrue();
        gatehouse.keys.answerWith(503);
        try {
            awaitFetches();
            assertThat(accepts(token)).isTrue();
        } finally {
            gatehouse.keys.answerWith(200);
        }
    }

    private static String jwk(PoolKey key, String id, Map<String, ?> members) {
        return TokenForge.jwk(id, (RSAPublicKey) key.pair().getPublic(), members);
    }

    /** Publishes the keys and waits until they have been fetched. */
    private static void publish(String... keys) {
        gatehouse.keys.publish(keys);
        awaitFetches();
    }

    /** One fetch may have been under way; when the second is asked for, one that began afterwards is done. */
    private static void awaitFetches() {
        int before = gatehouse.keys.fetches();
        await(() -> gatehouse.keys.fetches() >= before + 3);
    }

    private static boolean accepts(String token) {
        int status = gatehouse.offer(token).status();
        assertThat(status).isIn(Attacked.ACCEPTED, Attacked.REFUSED);
        return status == Attacked.ACCEPTED;
    }

    private static void await(BooleanSupplier fact) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!fact.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it did not come true in time").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
