package dev.gatehouse.trace;

import static dev.gatehouse.support.TraceCollector.attributes;
import static dev.gatehouse.support.TraceCollector.parentId;
import static dev.gatehouse.support.TraceCollector.spanId;
import static dev.gatehouse.support.TraceCollector.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.Gatehouse.Answer;
import dev.gatehouse.support.OwnPool;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.Redis;
import dev.gatehouse.support.TraceCollector;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged application with a collector of traces. */
@Tag("proof")
@Tag("repeat")
class TracesIT {
    private static final String MANY = "100000/1m";
    private static final String PARENT = "00f067aa0ba902b7";
    private static final String DEMO = "{\"email\":\"demo@example.com\",\"password\":\"demo-Passw0rd!\"}";

    private static OwnPool pool;
    private static Redis redis;
    private static TraceCollector collector;
    private static Gatehouse gatehouse;

    @BeforeAll
    static void start() {
        pool = new OwnPool();
        redis = Redis.start();
        collector = new TraceCollector();
        gatehouse = launch().env("OTEL_EXPORTER_OTLP_HEADERS", "Authorization=Bearer%20abc%24%7Bx%7D")
                .start("/health/ready");
    }

    private static Gatehouse.Launch launch() {
        return pool.launch()
                .env("REDIS_URL", redis.url())
                .env("AWS_ACCESS_KEY_ID", "AKIDTEST")
                .env("AWS_SECRET_ACCESS_KEY", "none")
                .env("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint())
                .env("OTEL_BSP_SCHEDULE_DELAY", "100")
                .setting("gatehouse.limit.enabled", "true")
                .setting("gatehouse.limit.store", "redis")
                .setting("gatehouse.limit.sign-in.per-address", MANY)
                .setting("gatehouse.limit.sign-in.per-account", MANY)
                .setting("gatehouse.http.trusted-proxies", "127.0.0.1");
    }

    @AfterAll
    static void stop() {
        gatehouse.close();
        collector.close();
        redis.close();
        pool.close();
    }

    @AfterEach
    void heal() {
        Pool.healed();
    }

    private static String newTrace() {
        return String.format(
                "%016x%016x",
                ThreadLocalRandom.current().nextLong() | 1,
                ThreadLocalRandom.current().nextLong());
    }

    private static HttpRequest.Builder request(Gatehouse at, String path, String trace, String flags) {
        return HttpRequest.newBuilder(URI.create(at.address() + path))
                .header("Content-Type", "application/json")
                .header("traceparent", "00-" + trace + "-" + PARENT + "-" + flags);
    }

    private static HttpRequest.Builder request(String path, String trace) {
        return request(gatehouse, path, trace, "01");
    }

    private static Answer signIn(String trace) {
        return gatehouse.send(request("/auth/login", trace)
                .POST(BodyPublishers.ofString(DEMO))
                .build());
    }

    private static Span server(String trace) {
        return collector.await(span -> traceId(span).equals(trace) && span.getKind() == Span.SpanKind.SPAN_KIND_SERVER);
    }

    @Test
    void requestIsASpanWithItsRouteAndNothingOfTheClient() {
        String trace = newTrace();
        assertThat(signIn(trace).status()).isEqualTo(200);

        Span span = server(trace);
        assertThat(span.getName()).isEqualTo("POST /auth/login");
        assertThat(attributes(span))
                .isEqualTo(Map.of(
                        "http.request.method", "POST",
                        "http.route", "/auth/login",
                        "http.response.status_code", "200",
                        "url.scheme", "http"));
    }

    @Test
    void traceOfTheClientGoesOn() {
        String trace = newTrace();
        signIn(trace);

        assertThat(parentId(server(trace))).isEqualTo(PARENT);
    }

    @Test
    void requestWithoutATraceBeginsOne() {
        gatehouse.get("/auth/me");

        collector.await(
                span -> span.getName().equals("GET /auth/me") && parentId(span).isEmpty());
    }

    @Test
    void callToCognitoIsPartOfItsRequest() {
        String trace = newTrace();
        signIn(trace);

        Span call = collector.await(
                span -> traceId(span).equals(trace) && span.getName().endsWith("/InitiateAuth"));
        assertThat(parentId(call)).isEqualTo(spanId(server(trace)));
        assertThat(call.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
        assertThat(attributes(call))
                .isEqualTo(Map.of(
                        "rpc.system",
                        "aws-api",
                        "rpc.service",
                        "Cognito Identity Provider",
                        "rpc.method",
                        "InitiateAuth",
                        "http.request.method",
                        "POST",
                        "http.response.status_code",
                        "200",
                        "server.address",
                        "127.0.0.1",
                        "server.port",
                        Integer.toString(pool.endpoint().getPort())));
        assertThat(call.getEndTimeUnixNano()).isGreaterThan(call.getStartTimeUnixNano());
    }

    @Test
    void callThatFailsIsAnErrorWithAWordForIt() {
        String trace = newTrace();
        Pool.fault(
                Map.of("operation", "InitiateAuth", "kind", "error", "error", "InternalErrorException", "status", 500));
        signIn(trace);

        Span call = collector.await(
                span -> traceId(span).equals(trace) && span.getName().endsWith("/InitiateAuth"));
        assertThat(call.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
        assertThat(call.getStatus().getMessage()).isEmpty();
        assertThat(attributes(call)).containsEntry("error.type", "500");
    }

    @Test
    void commandToRedisIsPartOfItsRequestWithoutItsArguments() {
        signIn(newTrace());
        String trace = newTrace();
        signIn(trace);

        Span command = collector.await(span -> traceId(span).equals(trace)
                && attributes(span).getOrDefault("db.system.name", "").equals("redis"));
        assertThat(parentId(command)).isEqualTo(spanId(server(trace)));
        assertThat(command.getName()).isIn("EVALSHA", "EVAL");
        assertThat(attributes(command))
                .isEqualTo(Map.of("db.system.name", "redis", "db.operation.name", command.getName()));
    }

    @Test
    void logLineNamesTheSpan() {
        String trace = newTrace();
        signIn(trace);

        String span = spanId(server(trace));
        String line = gatehouse.awaitLine(candidate -> candidate.contains(trace) && candidate.contains("\"access\""));
        JsonPath members = JsonPath.from(line);
        assertThat(members.getString("span_id")).isEqualTo(span);
        assertThat(members.getString("trace_flags")).isEqualTo("01");
        assertThat(line).doesNotContain("\"traceId\"", "\"spanId\"", "\"sampled\"", "\"parentId\"");
    }

    @Test
    void nothingOfAPersonIsSent() {
        String last = newTrace();
        gatehouse.send(request("/admin/users?email=jane%40example.com", newTrace())
                .GET()
                .build());
        gatehouse.send(request("/admin/users/8d2f7f2e-3b1a-4b57-9a4b-0e6f6a1c2d3e", newTrace())
                .header("X-Forwarded-For", "203.0.113.9")
                .header("User-Agent", "jane's browser")
                .header("baggage", "person=jane")
                .header("tracestate", "vendor=jane")
                .DELETE()
                .build());
        gatehouse.send(request("/auth/oauth/callback?code=SECRETCODE&state=SECRETSTATE", newTrace())
                .GET()
                .build());
        gatehouse.send(request("/auth/login", newTrace())
                .POST(BodyPublishers.ofString("{\"email\":\"jane@example.com\",\"password\":\"SECRET-Passw0rd\"}"))
                .build());
        gatehouse.send(request("/nowhere/jane", newTrace()).GET().build());
        String token = JsonPath.from(signIn(last).body()).getString("access_token");
        server(last);

        assertThat(collector.text())
                .doesNotContain(
                        "vendor=jane", "person=jane", "jane@example", "jane%40", "/nowhere", "browser", "203.0.113")
                .doesNotContain("8d2f7f2e", "SECRET", "demo@example.com", token.substring(token.length() - 20));
    }

    @Test
    void decisionHasASpanOnlyWhereItsTraceIsSampled() {
        String unsampled = newTrace();
        String sampled = newTrace();
        gatehouse.send(
                request(gatehouse, "/guard/forward-auth", unsampled, "00").build());
        gatehouse.get("/guard/forward-auth");
        gatehouse.send(request(gatehouse, "/guard/forward-auth", sampled, "01").build());

        assertThat(server(sampled).getName()).isEqualTo("GET /guard/forward-auth");
        assertThat(collector.spans())
                .filteredOn(span -> span.getName().contains("forward-auth"))
                .hasSize(1);
    }

    @Test
    void probesAndScrapesHaveNone() {
        String last = newTrace();
        List.of("/health/live", "/health/ready", "/health/started", "/health", "/metrics")
                .forEach(gatehouse::get);
        signIn(last);
        server(last);

        assertThat(collector.spans())
                .noneMatch(span ->
                        span.getName().contains("/health") || span.getName().contains("/metrics"));
    }

    @Test
    void unsampledRequestHasNone() {
        String unsampled = newTrace();
        String last = newTrace();
        gatehouse.send(request(gatehouse, "/auth/login", unsampled, "00")
                .POST(BodyPublishers.ofString(DEMO))
                .build());
        signIn(last);
        server(last);

        assertThat(collector.ofTrace(unsampled)).isEmpty();
        assertThat(gatehouse.awaitLine(line -> line.contains(unsampled))).contains("\"trace_flags\":\"00\"");
    }

    @Test
    void headerFieldsForTheCollectorAreDecodedAndNothingElseInThemIs() {
        signIn(newTrace());
        collector.await(span -> span.getName().equals("POST /auth/login"));

        assertThat(collector.heads())
                .anySatisfy(head -> assertThat(head.getFirst("Authorization")).isEqualTo("Bearer abc${x}"));
    }

    @Test
    void headerFieldsForTheCollectorMayBeInAFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("headers"), "x-api-key=of-the-file\n");
        try (Gatehouse other =
                launch().env("OTEL_EXPORTER_OTLP_HEADERS_FILE", file.toString()).start("/health/ready")) {
            String trace = newTrace();
            other.send(request(other, "/auth/me", trace, "01").build());
            server(trace);
        }
        assertThat(collector.heads())
                .anySatisfy(head -> assertThat(head.getFirst("x-api-key")).isEqualTo("of-the-file"));
    }

    @Test
    void serviceIsNamed() {
        signIn(newTrace());
        collector.await(span -> span.getName().equals("POST /auth/login"));

        assertThat(collector
                        .received()
                        .getFirst()
                        .getResourceSpans(0)
                        .getResource()
                        .getAttributesList())
                .anySatisfy(attribute -> {
                    assertThat(attribute.getKey()).isEqualTo("service.name");
                    assertThat(attribute.getValue().getStringValue()).isEqualTo("gatehouse");
                });
    }

    @Test
    void latencyOfASampledRequestHasItsTraceAsExemplar() {
        String trace = newTrace();
        signIn(trace);
        server(trace);

        assertThat(gatehouse.get("/metrics", "application/openmetrics-text", "").body())
                .containsPattern(
                        "http_server_requests_seconds_bucket\\{[^}]*/auth/login[^}]*} \\S+ # \\{[^}]*trace_id=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"always_off", "parentbased_always_off", "parentbased_traceidratio"})
    void samplerIsSetByItsVariable(String sampler) {
        try (Gatehouse quiet = launch().env("OTEL_TRACES_SAMPLER", sampler)
                .env("OTEL_TRACES_SAMPLER_ARG", "0")
                .env("OTEL_SERVICE_NAME", "quiet")
                .start("/health/ready")) {
            assertThat(quiet.post("/auth/login", DEMO).status()).isEqualTo(200);
            assertThat(quiet.awaitLine(line -> line.contains("POST /auth/login 200")))
                    .contains("\"trace_flags\":\"00\"");
        }
        assertThat(collector.text()).doesNotContain("\"quiet\"");
    }

    @Test
    void disabledSdkSendsNothing() {
        String trace = newTrace();
        try (Gatehouse disabled = launch().env("OTEL_SDK_DISABLED", "true").start("/health/ready")) {
            disabled.send(request(disabled, "/auth/me", trace, "01").build());
            assertThat(disabled.get("/metrics", "text/plain", "").body()).doesNotContain("gatehouse_traces");
        }
        assertThat(collector.ofTrace(trace)).isEmpty();
    }

    @Test
    void allDecisionsHaveASpanWhereThatIsWanted() {
        try (Gatehouse every = launch().env("OTEL_SERVICE_NAME", "every")
                .setting("gatehouse.traces.decisions", "true")
                .start("/health/ready")) {
            every.get("/guard/auth-request");
            collector.await(span -> span.getName().equals("GET /guard/auth-request"));
        }
    }

    @Test
    void spansOfTheLastSecondsAreSentBeforeTheEnd() {
        String trace = newTrace();
        try (Gatehouse ending = launch().env("OTEL_BSP_SCHEDULE_DELAY", "60000").start("/health/ready")) {
            ending.send(request(ending, "/auth/me", trace, "01").build());
            ending.signal("TERM");
            assertThat(ending.awaitExit().code()).isEqualTo(143);
        }
        assertThat(collector.ofTrace(trace)).hasSize(1);
    }
}
