package dev.gatehouse.identity;

/**
 * User attributes that access tokens do not contain.
 *
 * @param email the address, as stored by Cognito
 * @param emailVerified whether the address is verified
 */
public record Profile(String email, boolean emailVerified) {
    @Override
    public String toString() {
        return "Profile[hidden]";
    }
}
