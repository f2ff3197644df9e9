package dev.gatehouse.guard;

import dev.gatehouse.token.AccessToken;

/** What is decided of a request. */
sealed interface Decision {

    /** Nobody: without a credential, where one is optional. */
    record Anonymous() implements Decision {}

    /**
     * The caller may pass.
     *
     * @param address the verified email address; empty if it was not asked for
     */
    record Allowed(AccessToken token, String address) implements Decision {
        @Override
        public String toString() {
            return "Allowed[" + token + "]";
        }
    }

    /**
     * The request is refused.
     *
     * @param reason a name of a fixed set, for the audit log and metrics
     * @param failure what it is answered with
     */
    record Refused(Reason reason, Throwable failure) implements Decision {}

    /** Why a request is refused. */
    enum Reason {
        CREDENTIAL_MISSING,
        CROSS_SITE,
        TOKEN_REFUSED,
        KIND,
        POOL,
        ROLE,
        SCOPE,
        EMAIL,
        REQUIREMENT_INVALID,
        UNAVAILABLE
    }
}
