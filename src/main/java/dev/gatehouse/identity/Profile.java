package dev.gatehouse.identity;

/**
 * What Cognito keeps about a person and no access token says.
 *
 * @param email the address, as Cognito holds it
 * @param emailVerified whether its owner proved it with a code
 */
public record Profile(String email, boolean emailVerified) {
    @Override
    public String toString() {
        return "Profile[hidden]";
    }
}
