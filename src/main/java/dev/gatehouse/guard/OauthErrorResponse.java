package dev.gatehouse.guard;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * An error of RFC 6749 §5.2.
 *
 * @param error the code, for programs
 * @param errorDescription what happened, in one sentence, which never contains input
 */
@RegisterForReflection
record OauthErrorResponse(String error, String errorDescription) {}
