package dev.gatehouse.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.emulator.Emulator;
import dev.gatehouse.emulator.EmulatorSettings;
import dev.gatehouse.support.Gatehouse;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The trace of a request goes on to Cognito. */
@Tag("proof")
class TraceIT {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";

    private final List<String> received = new CopyOnWriteArrayList<>();

    @Test
    void callsToCognitoAreOfTheSameTrace() throws IOException {
        HttpServer cognito = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        cognito.createContext("/", exchange -> {
            try (exchange) {
                String trace = exchange.getRequestHeaders().getFirst("traceparent");
                if (trace != null) {
                    received.add(trace);
                }
                exchange.sendResponseHeaders(400, -1);
            }
        });
        cognito.start();
        try (Emulator pool = Emulator.start(EmulatorSettings.defaults());
                Gatehouse gatehouse = Gatehouse.before(pool)
                        .setting(
                                "quarkus.cognito-user-pools.endpoint-override",
                                "http://127.0.0.1:" + cognito.getAddress().getPort())
                        .start()) {
            RestAssured.given()
                    .baseUri("http://127.0.0.1")
                    .port(gatehouse.address().getPort())
                    .header("traceparent", "00-" + TRACE + "-" + PARENT + "-01")
                    .contentType("application/json")
                    .body(Map.of("email", "demo@example.com", "password", "x"))
                    .post("/auth/login");
        } finally {
            cognito.stop(0);
        }
        assertThat(received).singleElement().asString().matches("00-" + TRACE + "-(?!" + PARENT + ")[0-9a-f]{16}-01");
    }
}
