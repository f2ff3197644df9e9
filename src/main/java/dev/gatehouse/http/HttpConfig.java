package dev.gatehouse.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The limits of a request, which proxies are trusted, CORS, and the security headers. */
@ConfigMapping(prefix = "gatehouse.http")
public interface HttpConfig {
    /** Advanced: the largest request body; a larger one is answered 413. A form with a token may have 40 KiB in any case. */
    @WithDefault("16K")
    MemorySize maxBodySize();

    /**
     * Advanced: how long a request may take to arrive, from its first byte to the last byte of its body. Then it gets 408 or no
     * answer, and its connection is closed.
     */
    @WithDefault("10s")
    Duration receiveTimeout();

    /**
     * Addresses and networks ({@code 10.0.0.0/8}) of the reverse proxies whose forwarding header is trusted. Each must set that
     * header itself, or clients choose their address and evade the rate limits: docs/deployment/reverse-proxy.md.
     */
    Optional<List<String>> trustedProxies();

    /**
     * The header in which trusted proxies name the client and its scheme: {@code X-Forwarded-For} with {@code
     * X-Forwarded-Proto}, or {@code Forwarded} (RFC 7239). The other header is ignored.
     */
    @WithDefault("x-forwarded-for")
    ForwardingHeader forwardingHeader();

    /**
     * Origins, such as {@code https://app.example.com}, whose pages may call from a browser (CORS). If any is listed, pages of
     * other origins are refused with 403, except the service's own.
     */
    Optional<List<String>> allowedOrigins();

    /** Advanced: request headers that pages of allowed origins may send. */
    @WithDefault("Authorization,Content-Type,Idempotency-Key,X-Request-Id,traceparent,tracestate,baggage")
    List<String> allowedHeaders();

    /**
     * The address, without a path, under which browsers know the service, such as {@code https://auth.example.com}. Without it,
     * the scheme and host of the request, or {@code X-Forwarded-Proto} and {@code X-Forwarded-Host} of trusted proxies ({@code
     * proto} and {@code host} of {@code Forwarded}).
     */
    Optional<String> publicUrl();

    /** Security headers of every answer. */
    Headers headers();

    /** Advanced: the value of this header in every answer; an empty value leaves the header out. */
    interface Headers {
        @WithDefault("nosniff")
        Optional<String> xContentTypeOptions();

        @WithDefault("DENY")
        Optional<String> xFrameOptions();

        /** Advanced: {@code 0} switches off a browser filter that did more harm than good and that no current browser has. */
        @WithDefault("0")
        Optional<String> xXssProtection();

        /** Advanced: sent only if the client uses TLS, which a trusted proxy must say (RFC 6797). */
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
