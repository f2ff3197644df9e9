package dev.gatehouse.cognito;

import dev.gatehouse.identity.IdentityFailure;

/** No call was made because credentials are missing. Not retried: their source rarely recovers within one request. */
final class UnsignedCall extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient IdentityFailure failure;

    UnsignedCall(IdentityFailure failure) {
        super(null, null, false, false);
        this.failure = failure;
    }

    IdentityFailure failure() {
        return failure;
    }
}
