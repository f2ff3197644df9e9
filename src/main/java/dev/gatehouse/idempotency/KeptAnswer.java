package dev.gatehouse.idempotency;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The answer to the first request with a key.
 *
 * @param key under which it is kept: whoever may write to the shared store cannot give one caller the answer to another
 * @param fingerprint the digest of the request's query and body
 * @param type its media type; empty without a body
 * @param location its {@code Location}; empty without one
 * @param body its body; empty without one
 */
@RegisterForReflection
record KeptAnswer(String key, String fingerprint, int status, String type, String location, String body) {
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;

    /**
     * Whether a repetition of the request would be answered the same: it succeeded, or was refused for what it asks. A client can
     * correct a malformed request, and repeat one that failed or came too early.
     */
    static boolean isFinal(int status) {
        return switch (status) {
            case FORBIDDEN, NOT_FOUND, CONFLICT, UNPROCESSABLE -> true;
            default -> status >= 200 && status < 300;
        };
    }

    @Override
    public String toString() {
        return "KeptAnswer[hidden]";
    }
}
