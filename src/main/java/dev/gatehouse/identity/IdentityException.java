package dev.gatehouse.identity;

import org.jspecify.annotations.Nullable;

/** Carries an {@link IdentityFailure} to the code that answers it. It has no stack trace, so it is cheap. */
public final class IdentityException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient IdentityFailure failure;

    public IdentityException(IdentityFailure failure) {
        this(failure, null);
    }

    public IdentityException(IdentityFailure failure, @Nullable Throwable cause) {
        super(failure.getClass().getSimpleName(), cause, false, false);
        this.failure = failure;
    }

    public IdentityFailure failure() {
        return failure;
    }
}
