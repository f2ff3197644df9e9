package dev.gatehouse.revocation;

import static dev.gatehouse.revocation.Replicas.accepts;
import static dev.gatehouse.revocation.Replicas.await;
import static dev.gatehouse.revocation.Replicas.signIn;
import static dev.gatehouse.revocation.Replicas.signOut;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Gatehouse;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of sign-outs while the shared store is away, and after. */
@Tag("proof")
@Tag("redis")
class StoreLossIT {
    private Replicas replicas;

    @BeforeEach
    void start() {
        replicas = new Replicas();
    }

    @AfterEach
    void stop() {
        replicas.close();
    }

    private static String health(Gatehouse replica) {
        return JsonPath.from(replica.get("/health").body())
                .getString("checks.find { it.name == 'revocation_store' }.status");
    }

    private void loseStore(Gatehouse... all) {
        replicas.redis.kill();
        for (Gatehouse replica : all) {
            await("the loss to be noticed", () -> health(replica).equals("down"));
        }
    }

    private void findStore(Gatehouse... all) {
        replicas.redis.restart();
        for (Gatehouse replica : all) {
            await("the store to be found", () -> health(replica).equals("up"));
        }
    }

    @Test
    void replicasGoOnWithWhatTheyKnow() {
        Gatehouse one = replicas.add();
        JsonPath before = signIn(one);
        signOut(one, before.getString("refresh_token"), false);

        loseStore(one);

        assertThat(accepts(one, before.getString("access_token"))).isFalse();
        assertThat(accepts(one, signIn(one).getString("access_token"))).isTrue();
        assertThat(one.get("/health/ready").status()).isEqualTo(200);
        assertThat(one.get("/health").status()).isEqualTo(503);
        assertThat(one.get("/metrics", "text/plain", "").body())
                .containsPattern("gatehouse_revocation_store_lost_since \\d\\.\\d+E9");
        assertThat(one.lines())
                .filteredOn(line -> line.contains("revocations is lost since"))
                .hasSize(1);
    }

    @Test
    void signOutMeanwhileCountsHereAtOnceAndThereAfterwards() {
        Gatehouse one = replicas.add();
        Gatehouse other = replicas.add();
        JsonPath tokens = signIn(one);
        loseStore(one, other);

        assertThat(signOut(one, tokens.getString("refresh_token"), false)).isEqualTo(204);
        assertThat(accepts(one, tokens.getString("access_token"))).isFalse();
        findStore(one, other);

        await("the other replica to know", () -> !accepts(other, tokens.getString("access_token")));
    }

    @Test
    void storeThatForgotIsToldAgain() {
        Gatehouse one = replicas.add();
        JsonPath tokens = signIn(one);
        signOut(one, tokens.getString("refresh_token"), false);
        loseStore(one);
        findStore(one);

        Gatehouse late = replicas.add();
        await("the late replica to know", () -> !accepts(late, tokens.getString("access_token")));
    }

    /** As when Redis dies between its answer to the one and its news to the other. */
    @Test
    void whatOnlyTheOneWhoToldItKnowsIsToldAgain() throws InterruptedException {
        Gatehouse one = replicas.add();
        Gatehouse other = replicas.add();
        JsonPath known = signIn(one);
        signOut(one, known.getString("refresh_token"), false);
        await("the other replica to know", () -> !accepts(other, known.getString("access_token")));
        JsonPath tokens = signIn(one);
        other.signal("STOP");
        // Until the question for news that it asked last is answered: with none.
        Thread.sleep(2000);
        signOut(one, tokens.getString("refresh_token"), false);
        replicas.redis.kill();
        other.signal("CONT");
        await("the loss to be noticed", () -> health(one).equals("down"));
        assertThat(accepts(other, tokens.getString("access_token"))).isTrue();

        findStore(one, other);

        await("the other replica to know", () -> !accepts(other, tokens.getString("access_token")));
    }

    @Test
    void tokensAreRefusedMeanwhileWhereThatIsAskedFor() {
        Gatehouse strict = replicas.add("gatehouse.revocation.on-store-loss", "refuse");
        String token = signIn(strict).getString("access_token");
        loseStore(strict);

        Gatehouse.Answer refused = strict.get("/auth/me", token);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body()).contains("revocations_unknown");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        findStore(strict);
        assertThat(accepts(strict, token)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"continue, 200", "refuse, 503"})
    void replicaThatStartsWithoutTheStoreFollowsTheSetting(String onLoss, int status) {
        replicas.redis.kill();
        Gatehouse replica = replicas.add("gatehouse.revocation.on-store-loss", onLoss);
        String token = signIn(replica).getString("access_token");
        assertThat(replica.get("/auth/me", token).status()).isEqualTo(status);
        findStore(replica);
        assertThat(accepts(replica, token)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"'', REDIS_URL is missing", "not an address, REDIS_URL is malformed", "http://h, REDIS_URL is malformed"
    })
    void startWithoutAnAddressStopsWithOneSentence(String url, String beginning) {
        try (Gatehouse failing = replicas.launch().env("REDIS_URL", url).launch()) {
            assertThat(failing.awaitExit().code()).isNotZero();
            assertThat(failing.lines()).singleElement().asString().startsWith(beginning);
        }
    }
}
