package dev.gatehouse.identity;

import java.util.Locale;

/**
 * Rate limits of unauthenticated requests and of callers. The names are stable: settings, header fields and metrics use them.
 */
public enum Limit {
    SIGN_IN,
    REGISTER,
    VERIFY,
    RESEND,
    FORGOT,
    RESET,
    REFRESH,
    CHALLENGE,
    LOGOUT,
    PASSWORD_CHANGE,
    /** Reads of the caller's profile from Cognito: once per session. */
    PROFILE,
    ADMIN;

    /** The name in metrics and header fields: {@code sign_in}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
