package dev.gatehouse.token;

/** The form of the issuer in a pool's tokens: a setting of the pool ({@code IssuerConfiguration}). */
public enum IssuerType {
    /** {@code https://cognito-idp.…}. */
    ORIGINAL,
    /** {@code https://issuer-cognito-idp.…}. */
    UPDATED,
    /** Either, while a pool migrates and tokens of both kinds are valid. */
    BOTH
}
