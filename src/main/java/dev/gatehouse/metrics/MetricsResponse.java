package dev.gatehouse.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A summary of the metrics; the Prometheus text contains all of them.
 *
 * @param uptime seconds since the start
 * @param memory in bytes
 * @param requests since the start
 * @param auth events of the audit log since the start: by event, by outcome
 * @param upstream calls to Cognito since the start, by operation
 */
@RegisterForReflection
record MetricsResponse(
        double uptime,
        Memory memory,
        Requests requests,
        Map<String, Map<String, Long>> auth,
        Map<String, Upstream> upstream) {

    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Memory(long used, long committed, long max, OptionalLong rss) {}

    /**
     * HTTP requests.
     *
     * @param total completed requests
     * @param inFlight requests in progress
     * @param byStatus by class, such as {@code 2xx}
     * @param byRoute by method and route template
     */
    @RegisterForReflection
    record Requests(long total, int inFlight, Map<String, Long> byStatus, Map<String, Long> byRoute) {}

    /**
     * Calls of one operation.
     *
     * @param outcomes the number of calls by outcome
     * @param meanMs mean time in milliseconds
     * @param maxMs longest time of the last minutes in milliseconds
     */
    @RegisterForReflection
    record Upstream(Map<String, Long> outcomes, double meanMs, double maxMs) {}
}
