package dev.gatehouse.identity;

import java.util.Locale;

/** What strangers may ask only so often. The names are stable: settings, header fields and metrics have them. */
public enum Limit {
    SIGN_IN,
    REGISTER,
    VERIFY,
    RESEND,
    FORGOT,
    RESET,
    REFRESH,
    CHALLENGE;

    /** The name in metrics and header fields: {@code sign_in}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
