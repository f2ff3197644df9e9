package dev.gatehouse.health;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The health of the service.
 *
 * @param status {@code healthy}, or {@code unhealthy} if any check is down
 * @param uptime seconds since the start
 * @param timestamp the time of the check (RFC 3339)
 * @param version of the service
 * @param checks the checks, by name
 */
@RegisterForReflection
record HealthResponse(String status, double uptime, Instant timestamp, String version, List<Check> checks) {

    /**
     * The result of one check.
     *
     * @param name stable
     * @param status {@code up} or {@code down}
     * @param data further data, as members of this object
     */
    @RegisterForReflection
    record Check(String name, String status, @JsonAnyGetter Map<String, Object> data) {}
}
