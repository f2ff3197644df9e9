package dev.gatehouse.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.WatchedPool;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("proof")
@WithTestResource(WatchedPool.class)
class CircuitTest {

    private String email;

    @BeforeEach
    void aMember() {
        Pool.reset();
        Instant deadline = Instant.now().plusSeconds(30);
        while (Api.login("demo@example.com", "demo-Passw0rd!").statusCode() != 200
                && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
        }
        email = Api.member();
    }

    @Test
    void openCircuitAnswers503AtOnceWithoutACall() {
        openCircuit();
        int before = Pool.calls("InitiateAuth");

        Api.login(email, Api.PASSWORD)
                .then()
                .statusCode(503)
                .body("code", equalTo("upstream_unavailable"))
                .header("Retry-After", "1");

        assertThat(Pool.calls("InitiateAuth")).isEqualTo(before);
    }

    @Test
    void circuitClosesAgainWhenCognitoIsBack() {
        openCircuit();
        Pool.healed();
        Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
        int status = 503;
        while (status == 503 && Instant.now().isBefore(deadline)) {
            status = Api.login(email, Api.PASSWORD).statusCode();
        }

        assertThat(status).isEqualTo(200);
    }

    @Test
    void refusalsOfCognitoDoNotOpenTheCircuit() {
        for (int i = 0; i < 4; i++) {
            Api.login(Api.someone(), Api.PASSWORD).then().statusCode(401);
        }

        Api.login(email, Api.PASSWORD).then().statusCode(200);
    }

    @Test
    void unknownRefusalsDoNotOpenTheCircuit() {
        Pool.fault(
                Map.of("operation", "InitiateAuth", "kind", "error", "error", "NobodyKnowsThisException", "times", 4));
        for (int i = 0; i < 4; i++) {
            Api.login(email, Api.PASSWORD).then().statusCode(502);
        }

        Api.login(email, Api.PASSWORD).then().statusCode(200);
    }

    @Test
    void oneCallMoreThanAllowedAtOnceIsToldToComeBack() throws Exception {
        Pool.fault(Map.of("operation", "InitiateAuth", "kind", "delay", "delay_ms", 1000));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 6)
                    .mapToObj(i -> threads.submit(() -> Api.login(email, Api.PASSWORD)))
                    .toList();
            int signedIn = 0;
            int busy = 0;
            for (var answer : answers) {
                int status = answer.get().statusCode();
                signedIn += status == 200 ? 1 : 0;
                busy += status == 503 ? 1 : 0;
            }

            assertThat(signedIn).isEqualTo(2);
            assertThat(busy).isEqualTo(4);
        }
    }

    private void openCircuit() {
        Pool.fault(Map.of("operation", "InitiateAuth", "kind", "status", "status", 500));
        for (int i = 0; i < 4; i++) {
            Api.login(email, Api.PASSWORD);
        }
    }
}
