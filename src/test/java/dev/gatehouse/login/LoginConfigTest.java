package dev.gatehouse.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.SettingsOf;
import dev.gatehouse.identity.SignInMethod;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginConfigTest {
    private final LoginConfig config = SettingsOf.mapping(LoginConfig.class, Map.of());

    @Test
    void challengeTokensLiveAsLongAsCognitosShortestSession() {
        assertThat(config.challengeLifetime()).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void noMethodWithoutAPasswordIsOffered() {
        assertThat(config.methods()).isEmpty();
    }

    @Test
    void passkeysHaveNoHost() {
        assertThat(config.passkeyRelyingPartyId()).isEmpty();
    }

    @Test
    void passkeysNeedNoUserVerification() {
        assertThat(config.passkeyUserVerification()).isEqualTo(LoginConfig.UserVerification.PREFERRED);
    }

    @Test
    void methodsAreNamedAsInRequests() {
        LoginConfig offering =
                SettingsOf.mapping(LoginConfig.class, Map.of("gatehouse.login.methods", "email_otp,sms_otp,passkey"));

        assertThat(offering.methods()).contains(Set.of(SignInMethod.values()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://example.com", "example.com:8443", "Example.com"})
    void passkeysWithoutAHostStopTheStart(String host) {
        LoginConfig offering = SettingsOf.mapping(
                LoginConfig.class,
                Map.of("gatehouse.login.methods", "passkey", "gatehouse.login.passkey-relying-party-id", host));

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new OfferedMethods(offering))
                .withMessageStartingWith("gatehouse.login.passkey-relying-party-id");
    }
}
