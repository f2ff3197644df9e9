package dev.gatehouse.identity;

/** The email address in the session of a browser, which its cookies hold. */
public interface SessionEmail {

    /** Replaces the address in the session of the current request. Does nothing if the request is not by cookie. */
    void replace(Email email);
}
