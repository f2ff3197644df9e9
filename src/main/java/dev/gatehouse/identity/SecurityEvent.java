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
    /** A new second factor is begun. */
    FACTOR_SETUP,
    /** A new second factor is confirmed, and so in force. */
    FACTOR_ENROLLMENT,
    FACTOR_REMOVAL,
    /** The factor that sign-ins ask for first. */
    FACTOR_PREFERENCE,
    /** A new passkey is begun. */
    PASSKEY_SETUP,
    PASSKEY_REGISTRATION,
    PASSKEY_REMOVAL,
    PROFILE_CHANGE,
    /** A code is mailed to a new email address. */
    EMAIL_CHANGE_REQUEST,
    /** The new email address is verified, and counts. */
    EMAIL_CHANGE,
    ACCOUNT_DELETION,
    ADMIN_SIGN_OUT,
    ADMIN_FACTOR_REMOVAL,
    ADMIN_INVITATION,
    /** An invitation is sent again. */
    ADMIN_INVITATION_RENEWAL,
    ADMIN_PROFILE_CHANGE,
    ADMIN_EMAIL_CHANGE,
    ADMIN_DISABLE,
    ADMIN_ENABLE,
    ADMIN_PASSWORD_RESET,
    ADMIN_CONFIRMATION,
    ADMIN_DELETION,
    ADMIN_GROUP_JOIN,
    ADMIN_GROUP_LEAVE,
    GROUP_CREATION,
    GROUP_CHANGE,
    GROUP_DELETION,
    /** A request that a proxy asked about was refused. */
    ACCESS_DECISION,
    /** A service that introspects or revokes tokens; only its failures. */
    CLIENT_AUTHENTICATION,
    TOKEN_REVOCATION,
    /** An attempt that Cognito refuses because too many failed before it. */
    LOCK_OUT,
    /** A refresh token was used a second time: it may be stolen. */
    REFRESH_TOKEN_REUSE;

    /** Whether an administrator did it to somebody or something else. */
    public boolean isAdministrative() {
        return name().startsWith("ADMIN_") || name().startsWith("GROUP_");
    }

    /** The name in logs and metrics: {@code sign_in}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
