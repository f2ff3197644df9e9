package dev.gatehouse.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.emulator.Emulator;
import dev.gatehouse.emulator.EmulatorSettings;
import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.OwnPool;
import dev.gatehouse.support.Pool;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When a replica may be asked, as Kubernetes finds out. */
@Tag("proof")
class ReadinessIT {

    @Test
    void replicaIsNotReadyWithoutKeysAndIsOnceItHasThem() throws IOException {
        int port = freePort();
        String address = "http://127.0.0.1:" + port;
        Emulator pool = Emulator.start(EmulatorSettings.defaults());
        try (pool;
                Gatehouse gatehouse = Gatehouse.before(pool)
                        .setting("quarkus.cognito-user-pools.endpoint-override", address)
                        .setting("gatehouse.token.issuer", address + "/" + pool.poolId())
                        .setting("gatehouse.token.key-refresh-cool-down", "200ms")
                        .setting("gatehouse.cognito.circuit-open-for", "200ms")
                        .start("/health/live")) {
            assertThat(gatehouse.get("/health/ready").status()).isEqualTo(503);
            assertThat(gatehouse.get("/health/started").status()).isEqualTo(200);
            assertThat(gatehouse.get("/health").body())
                    .contains("\"unhealthy\"")
                    .doesNotContain(address);

            try (Emulator late = Emulator.start(EmulatorSettings.defaults().withPort(port))) {
                gatehouse.awaitOk("/health/ready");
                assertThat(late.endpoint().getPort()).isEqualTo(port);
            }
        }
    }

    @Test
    void replicaStaysReadyThroughAnOutageUnlessToldOtherwise() {
        try (Emulator pool = Emulator.start(EmulatorSettings.defaults());
                Gatehouse lenient = Gatehouse.before(pool)
                        .setting("gatehouse.health.pool-check-interval", "100ms")
                        .start("/health/ready");
                Gatehouse strict = Gatehouse.before(pool)
                        .setting("gatehouse.health.pool-check-interval", "100ms")
                        .setting("gatehouse.health.ready-needs-cognito", "true")
                        .start("/health/ready")) {
            RestAssured.given()
                    .contentType("application/json")
                    .body(Map.of("operation", "jwks", "kind", "drop", "times", 1000))
                    .post(pool.endpoint() + "/control/faults");
            awaitStatus(strict, 503);
            assertThat(lenient.get("/health/ready").status()).isEqualTo(200);
            assertThat(strict.get("/health/live").status()).isEqualTo(200);
        }
    }

    @Test
    void tokenThatComesBeforeTheKeysWaitsForThem() {
        try (OwnPool pool = new OwnPool();
                Gatehouse other = pool.launch().start()) {
            String token = JsonPath.from(other.post(
                                    "/auth/login", "{\"email\":\"demo@example.com\",\"password\":\"demo-Passw0rd!\"}")
                            .body())
                    .getString("access_token");
            Pool.fault(Map.of("operation", "jwks", "kind", "delay", "delay_ms", 1500, "times", 2));
            try (Gatehouse gatehouse = pool.launch()
                    .setting("gatehouse.token.key-fetch-timeout", "20s")
                    .start("/health/live")) {
                assertThat(gatehouse.get("/health/ready").status()).isEqualTo(503);
                assertThat(gatehouse.get("/auth/me", token).status()).isEqualTo(200);
            }
        }
    }

    private static void awaitStatus(Gatehouse gatehouse, int status) {
        for (int i = 0; i < 200 && gatehouse.get("/health/ready").status() != status; i++) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        assertThat(gatehouse.get("/health/ready").status()).isEqualTo(status);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
