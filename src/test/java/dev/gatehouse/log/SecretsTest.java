package dev.gatehouse.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The search finds secrets, without which its other tests would prove nothing. */
class SecretsTest {
    private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiI0MiIsImVtYWlsIjoiYUBiLmMifQabcdefghijklmn."
            + "c2lnbmF0dXJlLXNpZ25hdHVyZS1zaWduYXR1cmUtc2lnbmF0dXJl";

    private final Secrets secrets = new Secrets();

    @Test
    void plantedSecretIsFound() {
        String password = secrets.newPassword();
        assertThat(secrets.in("{\"message\":\"signing in with " + password + "\"}"))
                .singleElement()
                .asString()
                .startsWith("password in: ");
    }

    @Test
    void secretInAUrlIsFound() {
        String email = secrets.newEmail();
        assertThat(secrets.in("GET /auth/login?email=" + email.replace("@", "%40")))
                .hasSize(1);
    }

    @Test
    void secretInBase64IsFound() {
        secrets.add("password", "hush-hush");
        assertThat(secrets.in("Basic aHVzaC1odXNo")).hasSize(1);
    }

    @Test
    void partOfATokenIsFound() {
        secrets.add("access token", TOKEN);
        assertThat(secrets.in("signature " + TOKEN.substring(TOKEN.lastIndexOf('.') + 1)))
                .hasSize(1);
    }

    @Test
    void headerOfATokenIsNotASecret() {
        secrets.add("access token", TOKEN);
        assertThat(secrets.in("head " + TOKEN.substring(0, TOKEN.indexOf('.')))).isEmpty();
    }

    @Test
    void codeIsFound() {
        secrets.add("code", "123456");
        assertThat(secrets.in("{\"ConfirmationCode\":\"123456\"}")).hasSize(1);
    }

    @Test
    void digitsOfATimeAreNotACode() {
        secrets.add("code", "123456");
        assertThat(secrets.in("12:00:00.123456Z 9123456 a123456f")).isEmpty();
    }
}
