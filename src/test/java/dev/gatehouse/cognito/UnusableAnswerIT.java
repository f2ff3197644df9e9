package dev.gatehouse.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.emulator.Emulator;
import dev.gatehouse.emulator.EmulatorSettings;
import dev.gatehouse.support.Gatehouse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An answer of Cognito that lacks what it must have. */
@Tag("proof")
class UnusableAnswerIT {

    @Test
    void answerWithoutExpiresInIsAFailureOfItsOperation() throws IOException {
        HttpServer cognito = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        cognito.createContext("/", exchange -> {
            byte[] answer =
                    "{\"AuthenticationResult\":{\"AccessToken\":\"a\",\"IdToken\":\"b\",\"TokenType\":\"Bearer\"}}"
                            .getBytes(StandardCharsets.UTF_8);
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        cognito.start();
        try (Emulator pool = Emulator.start(EmulatorSettings.defaults());
                Gatehouse gatehouse = Gatehouse.before(pool)
                        .setting(
                                "quarkus.cognito-user-pools.endpoint-override",
                                "http://127.0.0.1:" + cognito.getAddress().getPort())
                        .start()) {

            assertThat(gatehouse
                            .post("/auth/login", "{\"email\":\"demo@example.com\",\"password\":\"x\"}")
                            .status())
                    .isEqualTo(502);

            gatehouse.awaitLine(
                    line -> line.contains("Cognito failed InitiateAuth with an answer that lacks ExpiresIn"));
            assertThat(gatehouse.get("/metrics", "text/plain", "").body().lines())
                    .filteredOn(line -> line.startsWith("gatehouse_upstream_seconds_count")
                            && line.contains("operation=\"InitiateAuth\""))
                    .singleElement()
                    .asString()
                    .contains("outcome=\"invalid_response\"");
        } finally {
            cognito.stop(0);
        }
    }
}
