package dev.gatehouse.trace;

import dev.gatehouse.egress.Egress;
import dev.gatehouse.egress.EgressHttp;
import dev.gatehouse.log.OncePerMinute;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * OpenTelemetry's SDK, set by its own variables: the sampler, the resource, the delay of a batch. Not there where no collector is
 * set: the SDK would try one on this machine.
 */
@Singleton
class TraceSdk {
    private static final Logger LOG = Logger.getLogger(TraceSdk.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** How long the end of the process waits for the last spans. */
    private static final Duration LAST_SPANS = Duration.ofSeconds(2);

    private static final Duration BATCH = Duration.ofSeconds(5);
    private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");
    private static final Resource GATEHOUSE = Resource.create(Attributes.of(SERVICE_NAME, "gatehouse"));

    private final @Nullable OpenTelemetrySdk sdk;

    TraceSdk(TraceConfig config, Vertx vertx, Egress egress, MeterRegistry registry, Clock clock) {
        if (!config.isOn()) {
            this.sdk = null;
            return;
        }
        Counter lost = Counter.builder("gatehouse.traces.lost")
                .description("Spans that did not reach the collector")
                .register(registry);
        EgressHttp http = new EgressHttp(vertx, egress, TIMEOUT, "the answer of the collector");
        this.sdk = start(new Collector(http, config, new OncePerMinute(clock), lost::increment), lost::increment);
    }

    private static @Nullable OpenTelemetrySdk start(Collector collector, IntConsumer lost) {
        try {
            return AutoConfiguredOpenTelemetrySdk.builder()
                    .disableShutdownHook()
                    .addPropertiesCustomizer(variables -> Map.of(
                            "otel.traces.exporter", "none",
                            "otel.metrics.exporter", "none",
                            "otel.logs.exporter", "none",
                            "otel.propagators", "none"))
                    .addResourceCustomizer(
                            (resource, variables) -> isNamed(resource) ? resource : resource.merge(GATEHOUSE))
                    .addTracerProviderCustomizer((provider, variables) -> {
                        Duration delay = variables.getDuration("otel.bsp.schedule.delay", BATCH);
                        SpanProcessor queue = new SpanQueue(collector, delay, lost);
                        return provider.addSpanProcessor(queue);
                    })
                    .build()
                    .getOpenTelemetrySdk();
        } catch (ConfigurationException e) {
            // Traces are never a reason not to start.
            LOG.warnf("There are no traces, because a variable of OpenTelemetry is malformed: %s", e.getMessage());
            return null;
        }
    }

    /** The SDK calls a service without a name unknown. */
    private static boolean isNamed(Resource resource) {
        String name = resource.getAttribute(SERVICE_NAME);
        return name != null && !name.startsWith("unknown_service");
    }

    /** Null if there are no traces. */
    @Nullable
    OpenTelemetrySdk sdk() {
        return sdk;
    }

    void stop(@Observes ShutdownEvent event) {
        if (sdk != null) {
            sdk.shutdown().join(LAST_SPANS.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
