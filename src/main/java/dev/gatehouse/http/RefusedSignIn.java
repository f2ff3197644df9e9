package dev.gatehouse.http;

/** Why a sign-in that left for another identity provider ended without a session, as a page says it to a person. */
public enum RefusedSignIn {
    /** The person cancelled it. */
    CANCELLED,
    /** It is over, took too long, or began in another browser. */
    OVER,
    /** The account was linked with the provider just now: the next sign-in will do. */
    LINKED,
    /** The provider or the user pool refused it. */
    REFUSED,
    /** The address that led here is not acceptable. */
    INVALID_LINK,
    /** There were too many. */
    RATE_LIMITED,
    /** The account is in too many groups for cookies. */
    SESSION_TOO_LARGE,
    /** Nobody can be signed in now. */
    UNAVAILABLE
}
