package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.SettingsOf;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpConfigTest {

    @Test
    void bodiesAreReadUpToSixteenKibibytes() {
        assertThat(SettingsOf.mapping(HttpConfig.class, Map.of()).maxBodySize().asLongValue())
                .isEqualTo(16 * 1024);
    }

    @Test
    void requestsHaveTenSecondsToArrive() {
        assertThat(SettingsOf.mapping(HttpConfig.class, Map.of()).receiveTimeout())
                .hasSeconds(10);
    }

    @Test
    void noProxyIsTrusted() {
        assertThat(SettingsOf.mapping(HttpConfig.class, Map.of()).trustedProxies())
                .isEmpty();
    }

    @Test
    void trustedProxiesWriteXForwardedFor() {
        assertThat(SettingsOf.mapping(HttpConfig.class, Map.of()).forwardingHeader())
                .isEqualTo(ForwardingHeader.X_FORWARDED_FOR);
    }

    @Test
    void noOtherOriginIsAllowed() {
        assertThat(SettingsOf.mapping(HttpConfig.class, Map.of()).allowedOrigins())
                .isEmpty();
    }

    @Test
    void pagesMaySendTracesAndTheIdempotencyKey() {
        assertThat(SettingsOf.mapping(HttpConfig.class, Map.of()).allowedHeaders())
                .containsExactly(
                        "Authorization",
                        "Content-Type",
                        "Idempotency-Key",
                        "X-Request-Id",
                        "traceparent",
                        "tracestate",
                        "baggage");
    }

    @Test
    void publicUrlIsThatOfTheRequest() {
        assertThat(SettingsOf.mapping(HttpConfig.class, Map.of()).publicUrl()).isEmpty();
    }

    @Test
    void emptyHeaderIsLeftOut() {
        Map<String, String> settings = Map.of("gatehouse.http.headers.x-frame-options", "");
        assertThat(SettingsOf.mapping(HttpConfig.class, settings).headers().xFrameOptions())
                .isEmpty();
    }
}
