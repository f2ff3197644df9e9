package dev.gatehouse.health;

import dev.gatehouse.lifecycle.Uptime;
import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Answers {@code /health} with the results of all checks. */
@Path("/health")
@PermitAll
class HealthResource {
    private final SmallRyeHealthReporter reporter;
    private final HealthConfig config;
    private final Uptime uptime;
    private final Clock clock;

    HealthResource(SmallRyeHealthReporter reporter, HealthConfig config, Uptime uptime, Clock clock) {
        this.reporter = reporter;
        this.config = config;
        this.uptime = uptime;
        this.clock = clock;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Response> health() {
        return reporter.getHealthAsync().map(this::response);
    }

    private Response response(SmallRyeHealth health) {
        List<HealthResponse.Check> checks = checks(health.getPayload());
        boolean up = checks.stream().allMatch(check -> check.status().equals("up"));
        return Response.status(up ? Response.Status.OK : Response.Status.SERVICE_UNAVAILABLE)
                .entity(new HealthResponse(
                        up ? "healthy" : "unhealthy", uptime.seconds(), clock.instant(), config.version(), checks))
                .build();
    }

    /**
     * The checks by name; of two with the same name, such as the health and readiness checks of Cognito, the one with more
     * data.
     */
    private static List<HealthResponse.Check> checks(JsonObject payload) {
        Map<String, HealthResponse.Check> checks = new LinkedHashMap<>();
        for (JsonObject check : payload.getJsonArray("checks").getValuesAs(JsonObject.class)) {
            HealthResponse.Check read = read(check);
            checks.merge(
                    read.name(),
                    read,
                    (one, other) -> one.data().size() < other.data().size() ? other : one);
        }
        return List.copyOf(checks.values());
    }

    private static HealthResponse.Check read(JsonObject check) {
        Map<String, Object> data = new LinkedHashMap<>();
        if (check.containsKey("data")) {
            check.getJsonObject("data").forEach((name, value) -> data.put(name, plain(value)));
        }
        return new HealthResponse.Check(
                check.getString("name").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_"),
                check.getString("status").toLowerCase(Locale.ROOT),
                data);
    }

    private static Object plain(JsonValue value) {
        return switch (value) {
            case JsonNumber number -> number.longValue();
            case JsonString text -> text.getString();
            default -> value.toString();
        };
    }
}
