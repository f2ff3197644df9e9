package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.TokenRefused;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AudienceCheckTest {

    @Nested
    class WithAudiencesOfOurOwn {
        private final AudienceCheck check = with(Map.of("gatehouse.token.audiences", "https://auth.example,accounts"));

        @Test
        void tokenForUsIsAccepted() {
            assertThatCode(() -> check.check(token("accounts"))).doesNotThrowAnyException();
        }

        @Test
        void tokenForUsAndForOthersIsAccepted() {
            assertThatCode(() -> check.check(token(List.of("orders", "https://auth.example"))))
                    .doesNotThrowAnyException();
        }

        @Test
        void tokenForAnotherApiIsRefused() {
            assertRefused(check, token("orders"));
            assertRefused(check, token("ACCOUNTS"));
            assertRefused(check, token("https://auth.example/"));
            assertRefused(check, token(List.of("orders", "billing")));
        }

        @Test
        void tokenForAnEmptyListIsRefused() {
            assertRefused(check, token(List.of()));
        }

        @Test
        void tokenForNobodyInParticularIsAccepted() {
            assertThatCode(() -> check.check(Issuers.token(Map.of()))).doesNotThrowAnyException();
        }
    }

    @Test
    void tokenForAnyoneIsRefusedWhereNoAudienceIsConfigured() {
        assertRefused(with(Map.of()), token("accounts"));
    }

    private static AudienceCheck with(Map<String, String> settings) {
        return new AudienceCheck(TokenSettings.with(settings));
    }

    private static AccessToken token(Object audience) {
        return Issuers.token(Map.of("aud", audience));
    }

    private static void assertRefused(AudienceCheck check, AccessToken token) {
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> check.check(token))
                .satisfies(e ->
                        assertThat(e.failure()).isEqualTo(new TokenRefused("The token is meant for another service.")));
    }
}
