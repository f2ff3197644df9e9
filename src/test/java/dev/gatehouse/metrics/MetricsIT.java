package dev.gatehouse.metrics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Api;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusIntegrationTest
@Tag("repeat")
class MetricsIT extends MetricsTest {

    /** Here only: in the JVM of the unit tests the registry keeps the meters of an application that ran before. */
    @Test
    void openTelemetrysNamesAreOffByDefault() {
        Api.signedIn(Api.member());
        assertThat(given().accept("text/plain").get("/metrics").body().asString())
                .contains("http_server_requests_seconds_count")
                .doesNotContain("http_server_request_duration", "http_client_request_duration");
    }
}
