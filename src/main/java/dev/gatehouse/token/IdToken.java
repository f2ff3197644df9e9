package dev.gatehouse.token;

/**
 * Who signed in, as a verified ID token says (OpenID Connect Core §2).
 *
 * @param userId {@code sub}
 */
public record IdToken(String userId) {
    @Override
    public String toString() {
        return "IdToken[" + userId + "]";
    }
}
