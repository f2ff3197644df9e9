package dev.gatehouse.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
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
@Tag("repeat")
class TraceIT {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";

    @Test
    void fieldsOfATraceDoNotLeaveForCognito() throws IOException {
        assertThat(sentToCognito("false")).isNotEmpty().allSatisfy(head -> assertThat(head)
                .doesNotContainKeys("Traceparent", "Tracestate", "Baggage"));
    }

    @Test
    void proxyOnTheWayThatRecordsTracesMayBeGivenTheTrace() throws IOException {
        assertThat(sentToCognito("true")).singleElement().satisfies(head -> assertThat(head.getFirst("Traceparent"))
                .matches("00-" + TRACE + "-(?!" + PARENT + ")[0-9a-f]{16}-01"));
    }

    /** The header fields of the calls to Cognito for a sign-in. */
    private static List<Headers> sentToCognito(String wanted) throws IOException {
        List<Headers> received = new CopyOnWriteArrayList<>();
        HttpServer cognito = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        cognito.createContext("/", exchange -> {
            try (exchange) {
                if (exchange.getRequestHeaders().getFirst("X-Amz-Target").endsWith(".InitiateAuth")) {
                    received.add(exchange.getRequestHeaders());
                }
                exchange.sendResponseHeaders(400, -1);
            }
        });
        cognito.start();
        try (Emulator pool = Emulator.start(EmulatorSettings.defaults());
                Gatehouse gatehouse = Gatehouse.before(pool)
                        .setting("gatehouse.cognito.trace-header", wanted)
                        .setting(
                                "quarkus.cognito-user-pools.endpoint-override",
                                "http://127.0.0.1:" + cognito.getAddress().getPort())
                        .start()) {
            RestAssured.given()
                    .baseUri("http://127.0.0.1")
                    .port(gatehouse.address().getPort())
                    .header("traceparent", "00-" + TRACE + "-" + PARENT + "-01")
                    .header("tracestate", "vendor=1")
                    .header("baggage", "person=1")
                    .contentType("application/json")
                    .body(Map.of("email", "demo@example.com", "password", "x"))
                    .post("/auth/login");
        } finally {
            cognito.stop(0);
        }
        return received;
    }
}
