package dev.gatehouse.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Locale;

/** A way to sign in without a password, as the first factor. */
@RegisterForReflection
public enum SignInMethod {
    /** A code by email. */
    @JsonProperty("email_otp")
    EMAIL_OTP("EMAIL_OTP"),
    /** A code by SMS. */
    @JsonProperty("sms_otp")
    SMS_OTP("SMS_OTP"),
    /** A passkey (WebAuthn). */
    @JsonProperty("passkey")
    PASSKEY("WEB_AUTHN");

    private final String challenge;

    SignInMethod(String challenge) {
        this.challenge = challenge;
    }

    /** Cognito's ChallengeName. */
    public String challenge() {
        return challenge;
    }

    /** The name in requests and answers: {@code email_otp}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
