package dev.gatehouse.seal;

/** The purpose of a sealed text. Each has its own key, so that a text for one purpose cannot be used for another. */
public enum Purpose {
    /** Where the next page of an administrator's list begins. */
    ADMIN_CURSOR("gatehouse admin cursor v1"),
    /** A sign-in of several steps. */
    CHALLENGE("gatehouse challenge token v1"),
    /** Ids of passkeys that do not exist, for addresses without an account. */
    DECOY("gatehouse decoy passkeys v1"),
    /** The answer to a request with an idempotency key, for its repetitions. */
    IDEMPOTENT_ANSWER("gatehouse idempotent answer v1"),
    /** What an API client exchanges for the tokens of a sign-in with another identity provider. */
    OAUTH_GRANT("gatehouse oauth grant v1"),
    /** Sign-ins with other identity providers under way, in a cookie. */
    OAUTH_SIGN_IN("gatehouse oauth sign-in cookie v1"),
    /** A registration that waits for its code. */
    REGISTRATION("gatehouse registration token v1"),
    /** The session of a browser, in its cookies. */
    SESSION("gatehouse session cookie v1"),
    /** A refreshed session of a browser, for the other replicas. */
    REFRESHED_SESSION("gatehouse refreshed session v1");

    private final String label;

    Purpose(String label) {
        this.label = label;
    }

    /** Whether what is sealed is long, and compressed first (RFC 7516 §4.1.3). */
    boolean isCompressed() {
        return this == SESSION || this == REFRESHED_SESSION || this == IDEMPOTENT_ANSWER;
    }

    /** The context of the key's derivation (HKDF's {@code info}). */
    String label() {
        return label;
    }
}
