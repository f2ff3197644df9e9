package dev.gatehouse.trace;

import io.opentelemetry.api.trace.SpanContext;
import io.prometheus.client.exemplars.DefaultExemplarSampler;
import io.prometheus.client.exemplars.ExemplarSampler;
import io.prometheus.client.exemplars.tracer.common.SpanContextSupplier;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Adds the recorded span to the buckets of the histograms, for clients that ask for OpenMetrics text. */
@Singleton
class Exemplars {
    /** In place of Quarkus' producer, which knows quarkus-opentelemetry only. */
    @Produces
    @Alternative
    @Priority(1)
    @Singleton
    Optional<ExemplarSampler> sampler(TraceConfig config) {
        return config.isOn() ? Optional.of(new DefaultExemplarSampler(new Recorded())) : Optional.empty();
    }

    private static final class Recorded implements SpanContextSupplier {
        @Override
        public @Nullable String getTraceId() {
            @Nullable SpanContext span = CurrentSpan.recorded();
            return span == null ? null : span.getTraceId();
        }

        @Override
        public @Nullable String getSpanId() {
            @Nullable SpanContext span = CurrentSpan.recorded();
            return span == null ? null : span.getSpanId();
        }

        @Override
        public boolean isSampled() {
            return CurrentSpan.recorded() != null;
        }
    }
}
