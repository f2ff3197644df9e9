package dev.gatehouse.emulator;

import static dev.gatehouse.emulator.Pool.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that go wrong to order. */
@NeedsControlRoutes
class FaultContractTest {

    private static final String CALL =
            "{\"AuthFlow\":\"USER_PASSWORD_AUTH\",\"ClientId\":\"gatehousepublic\",\"AuthParameters\":"
                    + "{\"USERNAME\":\"demo@example.com\",\"PASSWORD\":\"demo-Passw0rd!\"}}";

    private Pool pool;

    @BeforeEach
    void freshPool() {
        pool = Pool.fresh();
    }

    @AfterEach
    void clear() {
        pool.send("DELETE", "/control/faults", null);
    }

    private HttpResponse<String> signIn() {
        return pool.call("InitiateAuth", CALL);
    }

    private HttpResponse<String> jwks() {
        return pool.send("GET", "/" + pool.id + "/.well-known/jwks.json", null);
    }

    private void order(String more) {
        pool.fault("{\"operation\":\"InitiateAuth\"," + more + "}");
    }

    @Test
    void orderedErrorIsAnsweredAsOftenAsOrdered() {
        order("\"times\":2,\"kind\":\"error\",\"error\":\"TooManyRequestsException\",\"message\":\"slow down\"");
        for (int i = 0; i < 2; i++) {
            refused(
                    () -> pool.initiateOpenly("demo@example.com", "demo-Passw0rd!"),
                    "TooManyRequestsException",
                    "slow down");
        }
        assertThat(signIn().statusCode()).isEqualTo(200);
    }

    @Test
    void internalErrorIsA500() {
        order("\"kind\":\"error\",\"error\":\"InternalErrorException\"");
        assertThat(signIn().statusCode()).isEqualTo(500);
    }

    @Test
    void otherOperationsAreNotTouched() {
        order("\"kind\":\"drop\"");
        assertThat(jwks().statusCode()).isEqualTo(200);
        assertThat(pool.signUp("ada@example.com").userSub()).isNotBlank();
    }

    @Test
    void starMeansEveryOperation() {
        pool.fault("{\"operation\":\"*\",\"kind\":\"status\",\"status\":503}");
        assertThat(signIn().statusCode()).isEqualTo(503);
        assertThat(jwks().statusCode()).isEqualTo(503);
    }

    @Test
    void faultsStayUntilCleared() {
        order("\"kind\":\"status\",\"status\":502");
        assertThat(signIn().statusCode()).isEqualTo(502);
        assertThat(signIn().statusCode()).isEqualTo(502);
        clear();
        assertThat(signIn().statusCode()).isEqualTo(200);
    }

    @Test
    void delayedCallProceeds() {
        order("\"times\":1,\"kind\":\"delay\",\"delay_ms\":150");
        long start = System.nanoTime();
        assertThat(signIn().statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(140));
    }

    @Test
    void hangingCallProceedsWhenCleared() throws Exception {
        order("\"kind\":\"hang\"");
        CompletableFuture<HttpResponse<String>> hanging = CompletableFuture.supplyAsync(this::signIn);
        while (!pool.get("/control/calls").has("InitiateAuth")) {
            Thread.onSpinWait();
        }
        assertThatThrownBy(() -> hanging.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        clear();
        assertThat(hanging.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    @Test
    void droppedCallHasNoAnswer() {
        order("\"times\":1,\"kind\":\"drop\"");
        assertThatThrownBy(this::signIn).isInstanceOf(UncheckedIOException.class);
        assertThat(signIn().statusCode()).isEqualTo(200);
    }

    @Test
    void garbageIsNotJson() {
        order("\"times\":1,\"kind\":\"garbage\"");
        HttpResponse<String> answer = signIn();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> Pool.parse(answer.body())).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void orderedAnswerIsThatOfTheCall() {
        order("\"times\":1,\"kind\":\"answer\",\"message\":\"{\\\"Session\\\":\\\"x\\\"}\"");
        HttpResponse<String> answer = signIn();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"Session\":\"x\"}");
    }

    @Test
    void truncatedAnswerBreaksOff() {
        order("\"times\":1,\"kind\":\"truncate\"");
        assertThatThrownBy(this::signIn).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void jwksCanGoWrongToo() {
        pool.fault("{\"operation\":\"jwks\",\"times\":1,\"kind\":\"garbage\"}");
        assertThatThrownBy(() -> Pool.parse(jwks().body())).isInstanceOf(UncheckedIOException.class);
        assertThat(Pool.parse(jwks().body()).path("keys")).isNotEmpty();
    }

    @Test
    void faultyCallsAreCounted() {
        order("\"times\":1,\"kind\":\"status\",\"status\":503");
        signIn();
        signIn();
        jwks();
        assertThat(pool.get("/control/calls").toString()).isEqualTo("{\"InitiateAuth\":2,\"jwks\":1}");
    }
}
