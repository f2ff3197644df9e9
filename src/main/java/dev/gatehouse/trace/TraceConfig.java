package dev.gatehouse.trace;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Settings of traces. The sampler and the resource are set by OpenTelemetry's own variables. */
@ConfigMapping(prefix = "gatehouse.traces")
interface TraceConfig {
    /**
     * The collector that spans are sent to, by OTLP over HTTP with protobuf, such as {@code http://otel-collector:4318}. Without it
     * there are no traces. Set as {@code OTEL_EXPORTER_OTLP_ENDPOINT}.
     */
    Optional<String> endpoint();

    /**
     * Header fields for the collector, such as {@code Authorization=Bearer%20abc}, separated by commas, values percent-encoded. Set
     * as {@code OTEL_EXPORTER_OTLP_HEADERS}.
     */
    Optional<String> headers();

    /** A file that holds them. It wins over the variable. Set as {@code OTEL_EXPORTER_OTLP_HEADERS_FILE}. */
    Optional<Path> headersFile();

    /** Whether traces are off, whatever the other settings say. Set as {@code OTEL_SDK_DISABLED}. */
    @WithDefault("false")
    boolean disabled();

    /** Whether each decision for a proxy has a span. If not, only one whose {@code traceparent} is sampled has. */
    @WithDefault("false")
    boolean decisions();

    default boolean isOn() {
        return !disabled() && endpoint().filter(address -> !address.isBlank()).isPresent();
    }
}
