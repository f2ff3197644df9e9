package dev.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.SettingsOf;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OauthConfigTest {
    private final OauthConfig config = SettingsOf.mapping(OauthConfig.class, Map.of());

    @Test
    void nobodyIsOfferedAProviderByDefault() {
        assertThat(config.providers()).isEmpty();
        assertThat(config.redirectUris()).isEmpty();
        assertThat(config.logoutUri()).isEmpty();
        assertThat(config.signInPage()).isEmpty();
    }

    @Test
    void scopesAreThoseThatTheRoutesOfTheOwnAccountNeed() {
        assertThat(config.scopes()).containsExactly("openid", "email", "aws.cognito.signin.user.admin");
    }

    @Test
    void personHasTenMinutes() {
        assertThat(config.signInLifetime()).isEqualTo(Duration.ofMinutes(10));
    }
}
