package dev.gatehouse.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The second factors that a password sign-in can ask for. */
@RegisterForReflection
public enum Factor {
    /** Codes of an authenticator app (RFC 6238). */
    TOTP("SOFTWARE_TOKEN_MFA"),
    SMS("SMS_MFA"),
    EMAIL("EMAIL_OTP");

    private final String cognitoName;

    Factor(String cognitoName) {
        this.cognitoName = cognitoName;
    }

    /** The name in Cognito's API. */
    public String cognitoName() {
        return cognitoName;
    }

    /** The factor with this name in Cognito's API; empty if it is unknown. */
    public static Optional<Factor> ofCognito(String name) {
        return Arrays.stream(values())
                .filter(factor -> factor.cognitoName.equals(name))
                .findFirst();
    }

    /** The factor with this name in requests. */
    @JsonCreator
    public static Factor of(String label) {
        return Arrays.stream(values())
                .filter(factor -> factor.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown factor"));
    }

    /** The name in requests and answers: {@code totp}. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
