package dev.gatehouse.token;

/** Which issuer a pool's tokens name: a setting of the pool ({@code IssuerConfiguration}). */
public enum IssuerType {
    /** {@code https://cognito-idp.…}. */
    ORIGINAL,
    /** {@code https://issuer-cognito-idp.…}. */
    UPDATED,
    /** Either, while a pool changes over and tokens of both kinds live. */
    BOTH
}
