package dev.gatehouse.event;

import dev.gatehouse.identity.SecurityEvent;
import java.util.Locale;
import java.util.Optional;

/** The types of events. Receivers know them by {@link #label}. */
enum EventType {
    USER_REGISTERED,
    USER_VERIFIED,
    USER_DISABLED,
    USER_DELETED,
    SESSION_STARTED,
    SESSION_ENDED,
    PASSWORD_CHANGED,
    PASSWORD_RESET,
    EMAIL_CHANGED,
    MFA_CHANGED,
    REFRESH_TOKEN_REUSED;

    /** {@code user.registered}: a dot before the last word. */
    String label() {
        String name = name().toLowerCase(Locale.ROOT);
        int last = name.lastIndexOf('_');
        return name.substring(0, last) + "." + name.substring(last + 1);
    }

    /** The type of this security event; empty where others are not told of it. */
    static Optional<EventType> of(SecurityEvent event) {
        return switch (event) {
            case REGISTRATION, ADMIN_INVITATION -> Optional.of(USER_REGISTERED);
            case EMAIL_VERIFICATION, ADMIN_CONFIRMATION -> Optional.of(USER_VERIFIED);
            case ADMIN_DISABLE -> Optional.of(USER_DISABLED);
            case ACCOUNT_DELETION, ADMIN_DELETION -> Optional.of(USER_DELETED);
            case SIGN_IN, SIGN_IN_CHALLENGE -> Optional.of(SESSION_STARTED);
            case SIGN_OUT, ADMIN_SIGN_OUT, TOKEN_REVOCATION -> Optional.of(SESSION_ENDED);
            case PASSWORD_CHANGE -> Optional.of(PASSWORD_CHANGED);
            case PASSWORD_RESET, ADMIN_PASSWORD_RESET -> Optional.of(EventType.PASSWORD_RESET);
            case EMAIL_CHANGE, ADMIN_EMAIL_CHANGE -> Optional.of(EMAIL_CHANGED);
            case FACTOR_ENROLLMENT,
                    FACTOR_REMOVAL,
                    FACTOR_PREFERENCE,
                    PASSKEY_REGISTRATION,
                    PASSKEY_REMOVAL,
                    ADMIN_FACTOR_REMOVAL -> Optional.of(MFA_CHANGED);
            case REFRESH_TOKEN_REUSE -> Optional.of(REFRESH_TOKEN_REUSED);
            default -> Optional.empty();
        };
    }
}
