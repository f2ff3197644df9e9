package dev.gatehouse.emulator;

import org.jspecify.annotations.Nullable;

/** A refusal in Cognito's words: the exception's name, which goes on the wire as {@code __type}, and its message. */
final class CognitoError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String type;
    private final String text;
    private final int status;

    CognitoError(String type, String text) {
        this(type, text, "InternalErrorException".equals(type) ? 500 : 400);
    }

    CognitoError(String type, String text, int status) {
        // A refusal is an answer, not an accident: it needs no stack trace.
        super(text, null, false, false);
        this.type = type;
        this.text = text;
        this.status = status;
    }

    static CognitoError notAuthorized(String text) {
        return new CognitoError("NotAuthorizedException", text);
    }

    static CognitoError invalidParameter(String text) {
        return new CognitoError("InvalidParameterException", text);
    }

    static CognitoError invalidPassword(String text) {
        return new CognitoError("InvalidPasswordException", text);
    }

    static CognitoError notFound(String text) {
        return new CognitoError("ResourceNotFoundException", text);
    }

    static CognitoError userNotFound(String text) {
        return new CognitoError("UserNotFoundException", text);
    }

    static CognitoError userDisabled() {
        return notAuthorized("User is disabled.");
    }

    static CognitoError missingParameter(String name) {
        return invalidParameter("Missing required parameter " + name);
    }

    static CognitoError attemptLimit() {
        return new CognitoError("LimitExceededException", "Attempt limit exceeded, please try after some time.");
    }

    String type() {
        return type;
    }

    String text() {
        return text;
    }

    int status() {
        return status;
    }

    @Override
    public @Nullable String getMessage() {
        return type + ": " + text;
    }
}
