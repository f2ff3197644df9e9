package dev.gatehouse.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a request may bring, whom it is believed to come from, and what every answer says. */
@ConfigMapping(prefix = "gatehouse.http")
public interface HttpConfig {
    /** The largest request body that is read; a larger one is answered 413. */
    @WithDefault("16K")
    MemorySize maxBodySize();

    /** How long a request may take to arrive, from its first byte to the last of its body; then its connection is closed. */
    @WithDefault("10s")
    Duration receiveTimeout();

    /** Addresses ({@code 10.1.2.3}) and networks ({@code 10.0.0.0/8}) of the proxies whose forwarding header is believed. */
    Optional<List<String>> trustedProxies();

    /** The header in which those proxies name the client; any other is ignored, since a client may have written it. */
    @WithDefault("x-forwarded-for")
    ForwardingHeader forwardingHeader();

    /** Origins ({@code https://app.example.com}) whose pages may call the service from a browser (CORS); none unless set. */
    Optional<List<String>> allowedOrigins();

    /** Header fields that those pages may send. */
    @WithDefault("Authorization,Content-Type,Idempotency-Key,X-Request-Id,traceparent,tracestate,baggage")
    List<String> allowedHeaders();

    /** The address under which browsers know the service; without it, scheme and host are those of the request. */
    Optional<String> publicUrl();

    /** Security headers of every answer. */
    Headers headers();

    /** One setting per header field; an empty one leaves the field out. */
    interface Headers {
        @WithDefault("nosniff")
        Optional<String> xContentTypeOptions();

        @WithDefault("DENY")
        Optional<String> xFrameOptions();

        /** Off: the filter that it switches did more harm than good, and no current browser has it. */
        @WithDefault("0")
        Optional<String> xXssProtection();

        /** RFC 6797 allows it on answers over TLS only; so it is sent on those only. */
        @WithDefault("max-age=31536000; includeSubDomains")
        Optional<String> strictTransportSecurity();

        @WithDefault("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
        Optional<String> contentSecurityPolicy();

        @WithDefault("no-referrer")
        Optional<String> referrerPolicy();

        @WithDefault("camera=(), geolocation=(), microphone=(), payment=(), usb=()")
        Optional<String> permissionsPolicy();

        @WithDefault("same-origin")
        Optional<String> crossOriginOpenerPolicy();

        @WithDefault("require-corp")
        Optional<String> crossOriginEmbedderPolicy();

        @WithDefault("same-origin")
        Optional<String> crossOriginResourcePolicy();
    }
}
