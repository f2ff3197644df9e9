package dev.gatehouse.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.SettingsOf;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TotpKeysTest {
    private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    private static String uri(String issuer, String account) {
        CognitoConfig config = SettingsOf.mapping(CognitoConfig.class, Map.of("gatehouse.cognito.totp-issuer", issuer));
        return new TotpKeys(config).of(SECRET, account).uri().value();
    }

    @Test
    void uriNamesIssuerAndAccount() {
        assertThat(uri("Gatehouse", "ada@example.com"))
                .isEqualTo("otpauth://totp/Gatehouse:ada%40example.com?secret=" + SECRET
                        + "&issuer=Gatehouse&algorithm=SHA1&digits=6&period=30");
    }

    @Test
    void namesAreEncoded() {
        assertThat(uri("Ada & Co", "a+b:c?@example.com"))
                .startsWith("otpauth://totp/Ada%20%26%20Co:a%2Bb%3Ac%3F%40example.com?secret=")
                .contains("&issuer=Ada%20%26%20Co&");
    }

    @Test
    void accountMayBeUnknown() {
        assertThat(uri("Gatehouse", "")).startsWith("otpauth://totp/Gatehouse?secret=");
    }

    @Test
    void accountThatIsTooLongForAQrCodeIsLeftOut() {
        assertThat(uri("Gatehouse", "\u00e9".repeat(254))).startsWith("otpauth://totp/Gatehouse?secret=");
        assertThat(uri("Gatehouse", "a".repeat(254))).contains("a".repeat(254));
    }
}
