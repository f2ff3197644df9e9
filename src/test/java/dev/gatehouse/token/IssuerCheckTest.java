package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.SettingsOf;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.TokenRefused;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IssuerCheckTest {
    private static final String ORIGINAL = PoolAddresses.EXAMPLE.originalIssuer();
    private static final String UPDATED = PoolAddresses.EXAMPLE.updatedIssuer();
    private static final String TYPE = "gatehouse.token.issuer-type";

    @Test
    void originalIssuerIsTheOneByDefault() {
        assertAccepted(Map.of(), ORIGINAL);
        assertRefused(Map.of(), UPDATED);
    }

    @Test
    void updatedIssuerIsTheOneWhereThePoolHasIt() {
        assertAccepted(Map.of(TYPE, "updated"), UPDATED);
        assertRefused(Map.of(TYPE, "updated"), ORIGINAL);
    }

    @Test
    void bothAreAcceptedWhileAPoolChangesOver() {
        assertAccepted(Map.of(TYPE, "both"), ORIGINAL);
        assertAccepted(Map.of(TYPE, "both"), UPDATED);
        assertRefused(Map.of(TYPE, "both"), ORIGINAL.replace("Example", "Other"));
    }

    @Test
    void configuredIssuerTakesThePlaceOfBoth() {
        Map<String, String> settings = Map.of("gatehouse.token.issuer", "https://pool.example", TYPE, "both");
        assertAccepted(settings, "https://pool.example");
        assertRefused(settings, ORIGINAL);
        assertRefused(settings, UPDATED);
    }

    private static void assertAccepted(Map<String, String> settings, String issuer) {
        assertThatCode(() -> check(settings, issuer)).doesNotThrowAnyException();
    }

    private static void assertRefused(Map<String, String> settings, String issuer) {
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> check(settings, issuer))
                .satisfies(e ->
                        assertThat(e.failure()).isEqualTo(new TokenRefused("The token was issued by another issuer.")));
    }

    private static void check(Map<String, String> settings, String issuer) {
        new IssuerCheck(SettingsOf.mapping(TokenConfig.class, settings), PoolAddresses.EXAMPLE)
                .check(BearerClaims.of(Map.of("iss", issuer)));
    }
}
