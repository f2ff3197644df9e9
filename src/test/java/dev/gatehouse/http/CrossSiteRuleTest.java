package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrossSiteRuleTest {
    private static final String OWN = "https://app.example.com";
    private static final String LISTED = "https://admin.example.com";
    private static final String FOREIGN = "https://evil.example";

    private final CrossSiteRule rule = new CrossSiteRule(Set.of(LISTED));

    @Nested
    class SafeMethod {
        @ParameterizedTest
        @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
        void passesFromAnySite(String method) {
            assertThat(allows(method, "Sec-Fetch-Site", "cross-site", "Origin", FOREIGN))
                    .isTrue();
        }
    }

    @Nested
    class UnsafeMethod {
        @ParameterizedTest
        @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "TRACE", "get", "PROPFIND", ""})
        void isRefusedFromAnotherSite(String method) {
            assertThat(allows(method, "Sec-Fetch-Site", "cross-site", "Origin", FOREIGN))
                    .isFalse();
        }

        @Test
        void isRefusedWithoutAnyOfTheFields() {
            assertThat(allows("POST")).isFalse();
        }

        @ParameterizedTest
        @ValueSource(strings = {OWN, LISTED, "null", FOREIGN})
        void passesFromTheSameOriginWhateverOriginSays(String origin) {
            assertThat(allows("POST", "Sec-Fetch-Site", "same-origin", "Origin", origin))
                    .isTrue();
        }

        @ParameterizedTest
        @CsvSource({
            "same-site, https://app.example.com, true",
            "same-site, https://admin.example.com, true",
            "same-site, https://evil.example, false",
            "same-site, null, false",
            "cross-site, https://app.example.com, false",
            "cross-site, https://admin.example.com, false",
            "cross-site, null, false",
            "none, https://app.example.com, false",
            "other, https://app.example.com, false"
        })
        void passesFromTheSameSiteByItsOrigin(String site, String origin, boolean passes) {
            assertThat(allows("POST", "Sec-Fetch-Site", site, "Origin", origin)).isEqualTo(passes);
        }

        @ParameterizedTest
        @CsvSource({
            "https://app.example.com, true",
            "https://admin.example.com, true",
            "https://evil.example, false",
            "http://app.example.com, false",
            "https://app.example.com.evil.example, false",
            "null, false",
            "'', false"
        })
        void passesWithoutFetchMetadataByItsOrigin(String origin, boolean passes) {
            assertThat(allows("POST", "Origin", origin)).isEqualTo(passes);
        }

        @Test
        void isRefusedWithTwoOrigins() {
            assertThat(allows("POST", "Origin", OWN, "Origin", FOREIGN)).isFalse();
        }

        @Test
        void isRefusedWithTwoSites() {
            assertThat(allows("POST", "Sec-Fetch-Site", "same-origin", "Sec-Fetch-Site", "cross-site", "Origin", OWN))
                    .isFalse();
        }

        @Test
        void isRefusedWhereTheOwnOriginIsUnknown() {
            assertThat(rule.allows("POST", fields("Origin", OWN), Optional.empty()))
                    .isFalse();
        }
    }

    @Nested
    class WebSocketHandshake {
        @ParameterizedTest
        @CsvSource({
            "Upgrade, websocket",
            "Upgrade, WebSocket",
            "Upgrade, 'h2c, websocket'",
            "Sec-WebSocket-Key, dGhlIHNhbXBsZSBub25jZQ==",
            "sec-websocket-version, 13",
            "Sec-WebSocket-Protocol, chat",
            "Sec-Fetch-Mode, websocket"
        })
        void isRefusedFromAForeignOrigin(String name, String value) {
            assertThat(allows("GET", name, value, "Origin", FOREIGN)).isFalse();
            assertThat(allows("GET", name, value, "Origin", OWN)).isTrue();
        }

        @Test
        void isNotTakenFromOtherUpgrades() {
            assertThat(allows("GET", "Upgrade", "h2c", "Origin", FOREIGN)).isTrue();
        }
    }

    private boolean allows(String method, String... fields) {
        return rule.allows(method, fields(fields), Optional.of(OWN));
    }

    private static MultiMap fields(String... namesAndValues) {
        MultiMap fields = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }
}
