package dev.gatehouse.guard;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.SettingsOf;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationServersTest {
    private static final String SETTING = "gatehouse.oauth.authorization-servers";

    private static void start(Map<String, String> settings) {
        new AuthorizationServers(SettingsOf.mapping(OauthClientConfig.class, settings)).run();
    }

    @Test
    void noneIsTheDefault() {
        assertThatCode(() -> start(Map.of())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_example",
                "https://a.example,https://b.example:8443/x",
                "http://127.0.0.1:9229/eu-west-1_gatehouse",
                "http://localhost:9229/eu-west-1_gatehouse"
            })
    void addressesAreAccepted(String issuers) {
        assertThatCode(() -> start(Map.of(SETTING, issuers))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_example",
                "/eu-west-1_example",
                "http://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_example",
                "https:/eu-west-1_example",
                "https://",
                "https://user@a.example",
                "https://a.example?x",
                "https://a.example/#x",
                "https://a.example,b",
                "https://a.example/ b"
            })
    void anythingElseStopsTheStart(String issuers) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> start(Map.of(SETTING, issuers)))
                .withMessageStartingWith(SETTING + " is malformed: ")
                .withNoCause();
    }
}
