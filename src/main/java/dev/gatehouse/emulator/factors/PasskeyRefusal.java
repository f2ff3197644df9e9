package dev.gatehouse.emulator.factors;

/** Why a passkey is refused: one of the exceptions of Cognito's model, and its message. */
public final class PasskeyRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String type;
    private final String text;

    PasskeyRefusal(String type, String text) {
        super(type + ": " + text, null, false, false);
        this.type = type;
        this.text = text;
    }

    static PasskeyRefusal malformed() {
        return new PasskeyRefusal("InvalidParameterException", "Credential data is not valid");
    }

    static PasskeyRefusal noChallenge() {
        return new PasskeyRefusal("WebAuthnChallengeNotFoundException", "The challenge is unknown or has expired.");
    }

    static PasskeyRefusal otherClient() {
        return new PasskeyRefusal(
                "WebAuthnClientMismatchException", "The registration was started by another app client.");
    }

    static PasskeyRefusal originNotAllowed() {
        return new PasskeyRefusal(
                "WebAuthnOriginNotAllowedException", "The origin is not allowed for the relying party.");
    }

    static PasskeyRefusal otherRelyingParty() {
        return new PasskeyRefusal(
                "WebAuthnRelyingPartyMismatchException", "The credential is for another relying party.");
    }

    static PasskeyRefusal notSupported(String text) {
        return new PasskeyRefusal("WebAuthnCredentialNotSupportedException", text);
    }

    static PasskeyRefusal tooMany() {
        return new PasskeyRefusal("LimitExceededException", "The user has the most passkeys that a user may have.");
    }

    static PasskeyRefusal notFound() {
        return new PasskeyRefusal("ResourceNotFoundException", "The user has no such passkey.");
    }

    /** A sign-in says no more than this, whatever is wrong with the answer. */
    static PasskeyRefusal notAuthorized() {
        return new PasskeyRefusal("NotAuthorizedException", "Incorrect username or password.");
    }

    /** The exception's name. */
    public String type() {
        return type;
    }

    /** The exception's message. */
    public String text() {
        return text;
    }
}
