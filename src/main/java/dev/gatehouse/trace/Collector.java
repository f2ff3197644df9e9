package dev.gatehouse.trace;

import dev.gatehouse.egress.EgressHttp;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.log.OncePerMinute;
import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.vertx.core.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends spans to a collector by OTLP over HTTP, on the thread of the SDK's processor. What cannot be sent is lost, and counted.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#otlphttp">OTLP/HTTP</a>
 */
final class Collector implements SpanExporter {
    private static final Logger LOG = Logger.getLogger(Collector.class);
    private static final String PATH = "/v1/traces";
    private static final int SUCCESS = 2;

    private final EgressHttp http;
    private final @Nullable URI address;
    private final Map<String, String> fields;
    private final OncePerMinute warnings;
    private final IntConsumer lost;

    /** @param lost is told how many spans were lost */
    Collector(EgressHttp http, TraceConfig config, OncePerMinute warnings, IntConsumer lost) {
        this.http = http;
        this.address = address(config.endpoint().orElse(""));
        this.fields = fields(config);
        this.warnings = warnings;
        this.lost = lost;
    }

    /** Null if it is malformed: traces are never a reason not to start. */
    static @Nullable URI address(String endpoint) {
        try {
            String base = endpoint.strip().replaceFirst("/+$", "");
            URI address = new URI(base.endsWith(PATH) ? base : base + PATH);
            boolean isHttp =
                    "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
            return isHttp && address.getHost() != null ? address : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static Map<String, String> fields(TraceConfig config) {
        try {
            return fields(Secret.read(config.headers(), config.headersFile())
                    .map(Secret::value)
                    .orElse(""));
        } catch (UncheckedIOException e) {
            LOG.warn("OTEL_EXPORTER_OTLP_HEADERS_FILE names a file that cannot be read");
            return fields("");
        }
    }

    /** The format of W3C Baggage, without properties, as OpenTelemetry's specification wants it. Malformed members are left out. */
    static Map<String, String> fields(String headers) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String member : headers.split(",", -1)) {
            int separator = member.indexOf('=');
            String name = member.substring(0, Math.max(separator, 0)).strip();
            String value = decoded(member.substring(separator + 1).strip());
            if (isField(name, value)) {
                fields.put(name, value);
            }
        }
        fields.put("Content-Type", "application/x-protobuf");
        return fields;
    }

    private static boolean isField(String name, String value) {
        try {
            HttpHeaders.headers().add(name, value);
            return !name.isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        if (address == null) {
            return lose(spans, "OTEL_EXPORTER_OTLP_ENDPOINT is malformed");
        }
        try {
            TraceRequestMarshaler request = TraceRequestMarshaler.create(spans);
            ByteArrayOutputStream body = new ByteArrayOutputStream(request.getBinarySerializedSize());
            request.writeBinaryTo(body);
            int status = http.post(address, fields, body.toByteArray()).status();
            return status / 100 == SUCCESS
                    ? CompletableResultCode.ofSuccess()
                    : lose(spans, "it answered with HTTP status " + status);
        } catch (IOException e) {
            return lose(
                    spans,
                    e.getCause() == null ? "no answer" : e.getCause().getClass().getSimpleName());
        } catch (IllegalArgumentException | IllegalStateException e) {
            // An address that the client refuses, such as a port that is too high; or the client is closed.
            return lose(spans, e.getClass().getSimpleName());
        }
    }

    private CompletableResultCode lose(Collection<SpanData> spans, String why) {
        lost.accept(spans.size());
        if (warnings.isDue()) {
            LOG.warnf("Spans cannot be sent to the collector of OTEL_EXPORTER_OTLP_ENDPOINT and are lost: %s", why);
        }
        return CompletableResultCode.ofFailure();
    }

    @Override
    public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
    }
}
