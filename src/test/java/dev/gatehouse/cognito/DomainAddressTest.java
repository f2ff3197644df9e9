package dev.gatehouse.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.SettingsOf;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainAddressTest {
    private static DomainAddress of(String domain) {
        return new DomainAddress(SettingsOf.mapping(CognitoConfig.class, Map.of("gatehouse.cognito.domain", domain)));
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.auth.eu-west-1.amazoncognito.com, https://example.auth.eu-west-1.amazoncognito.com/logout",
        "https://login.example.com/, https://login.example.com/logout",
        "login.example.com, https://login.example.com/logout",
        "http://127.0.0.1:9229, http://127.0.0.1:9229/logout",
    })
    void endpointsAreBelowTheDomain(String domain, String endpoint) {
        assertThat(of(domain).of("/logout")).hasToString(endpoint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.example.com/path",
                "https://login.example.com?a=b",
                "https://user@login.example.com",
                "ftp://login.example.com",
                "https://",
                "not a domain"
            })
    void anythingElseIsRefusedInOneSentence(String domain) {
        assertThatThrownBy(() -> of(domain))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("COGNITO_DOMAIN is malformed");
    }

    @Test
    void parametersAreEncoded() {
        assertThat(of("login.example.com").of("/logout", Map.of("logout_uri", "https://a.example/?b=c d&e")))
                .hasToString("https://login.example.com/logout?logout_uri=https%3A%2F%2Fa.example%2F%3Fb%3Dc%20d%26e");
    }
}
