package dev.gatehouse.emulator.hosted;

import org.jspecify.annotations.Nullable;

/** A refusal in the words of RFC 6749: its error code, and a sentence where Cognito has one. */
public final class OAuthError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;
    private final @Nullable String description;

    public OAuthError(int status, String error, @Nullable String description) {
        super(error, null, false, false);
        this.status = status;
        this.error = error;
        this.description = description;
    }

    /** A refusal with status 400 and no sentence, as most of Cognito's are. */
    public static OAuthError of(String error) {
        return new OAuthError(400, error, null);
    }

    public int status() {
        return status;
    }

    public String error() {
        return error;
    }

    public @Nullable String description() {
        return description;
    }
}
