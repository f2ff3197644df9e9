package dev.gatehouse.identity;

import java.util.Locale;

/**
 * Rate limits of unauthenticated requests and of callers, with their default rates. The names are stable: settings, header
 * fields and metrics use them. A comment that begins with "Advanced:" puts the settings into the second table of the docs.
 */
public enum Limit {
    /** Sign-ins. */
    SIGN_IN("60/1m", "10/1m"),
    /** Advanced: sign-ups. */
    REGISTER("20/1h", "5/1h"),
    /** Advanced: verifications of an email address. */
    VERIFY("30/10m", "10/10m"),
    /** Advanced: requests for another verification code. */
    RESEND("20/1h", "5/1h"),
    /** Advanced: requests for a code to reset a password. */
    FORGOT("20/1h", "5/1h"),
    /** Advanced: new passwords with such a code. */
    RESET("30/1h", "10/1h"),
    /** Advanced: refreshes (each refresh token is an account). */
    REFRESH("300/1m", "10/1m"),
    /** Advanced: answers to challenges (each challenge token is an account). */
    CHALLENGE("60/1m", "10/5m"),
    /** One-time codes for signing in that are sent by email or SMS. */
    SIGN_IN_CODE("20/10m", "5/10m"),
    /** Advanced: sign-outs (without a valid bearer token each refresh token is an account). */
    LOGOUT("60/1m", "10/1m"),
    /** Advanced: changes of the caller's password. */
    PASSWORD_CHANGE("30/10m", "10/10m"),
    /** Advanced: reads of the caller's second factors and passkeys. */
    FACTORS("60/1m", "30/1m"),
    /** Advanced: set-ups, changes and removals of the caller's second factors and passkeys. */
    FACTOR_CHANGE("60/10m", "20/10m"),
    /** Advanced: {@code /auth/me}, only when the profile must be read from Cognito (once per session). */
    PROFILE("600/1m", "30/1m"),
    /** Advanced: changes of the caller's profile, and deletions of the caller's account. */
    PROFILE_CHANGE("60/10m", "20/10m"),
    /** Changes of the caller's email address, each of which sends a mail. */
    EMAIL_CHANGE("20/1h", "5/1h"),
    /** Advanced: codes that verify a changed email address. */
    EMAIL_CHANGE_VERIFY("30/10m", "10/10m"),
    /** Advanced: requests of administrators (each administrator is an account). */
    ADMIN("60/1m", "60/1m"),
    /** Advanced: steps of sign-ins with other identity providers (each grant of an API client is an account). */
    OAUTH_SIGN_IN("60/1m", "10/1m"),
    /** Advanced: services that introspect or revoke tokens (per address, their failed authentications only). */
    OAUTH_CLIENT("30/1m", "30000/1m");

    private final String perAddress;
    private final String perAccount;

    Limit(String perAddress, String perAccount) {
        this.perAddress = perAddress;
        this.perAccount = perAccount;
    }

    /** The default rate per client address: {@code 60/1m}. */
    public String perAddress() {
        return perAddress;
    }

    /** The default rate per account. */
    public String perAccount() {
        return perAccount;
    }

    /** The name in metrics and header fields: {@code sign_in}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name in settings: {@code sign-in}. */
    public String setting() {
        return label().replace('_', '-');
    }
}
