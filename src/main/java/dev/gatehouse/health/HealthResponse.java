package dev.gatehouse.health;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How the service is.
 *
 * @param status {@code healthy}, or {@code unhealthy} if any check is down
 * @param uptime seconds since the start
 * @param timestamp when this was so (RFC 3339)
 * @param version of the service
 * @param checks what it leans on, by name
 */
@RegisterForReflection
record HealthResponse(String status, double uptime, Instant timestamp, String version, List<Check> checks) {

    /**
     * One thing that the service leans on.
     *
     * @param name stable
     * @param status {@code up} or {@code down}
     * @param data what else the check tells, as members of its own
     */
    @RegisterForReflection
    record Check(String name, String status, @JsonAnyGetter Map<String, Object> data) {}
}
