package dev.gatehouse.identity;

import java.util.Locale;

/** What people do here that whoever guards accounts wants to know of. The names are stable: alerts are built on them. */
public enum SecurityEvent {
    REGISTRATION,
    EMAIL_VERIFICATION,
    /** The code is asked for once more. */
    EMAIL_VERIFICATION_REQUEST,
    SIGN_IN,
    SIGN_IN_STEP,
    REFRESH,
    SIGN_OUT,
    PASSWORD_RESET_REQUEST,
    PASSWORD_RESET,
    PASSWORD_CHANGE,
    ADMIN_SIGN_OUT,
    /** An attempt that Cognito refuses because there were too many before it. */
    LOCK_OUT,
    /** A refresh token that was exchanged before was used again: perhaps it was stolen. */
    REFRESH_REUSE;

    /** The name in logs and metrics: {@code sign_in}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
