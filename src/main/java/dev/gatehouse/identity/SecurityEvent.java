package dev.gatehouse.identity;

import java.util.Locale;

/** Security events in the audit log and metrics. The names are stable, because alerts use them. */
public enum SecurityEvent {
    REGISTRATION,
    EMAIL_VERIFICATION,
    /** The code is requested again. */
    EMAIL_VERIFICATION_REQUEST,
    SIGN_IN,
    SIGN_IN_CHALLENGE,
    REFRESH,
    SIGN_OUT,
    PASSWORD_RESET_REQUEST,
    PASSWORD_RESET,
    PASSWORD_CHANGE,
    ADMIN_SIGN_OUT,
    /** A request that a proxy asked about was refused. */
    ACCESS_DECISION,
    /** A service that introspects or revokes tokens; only its failures. */
    CLIENT_AUTHENTICATION,
    TOKEN_REVOCATION,
    /** An attempt that Cognito refuses because too many failed before it. */
    LOCK_OUT,
    /** A refresh token was used a second time: it may be stolen. */
    REFRESH_TOKEN_REUSE;

    /** The name in logs and metrics: {@code sign_in}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
