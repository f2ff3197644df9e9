package dev.gatehouse.identity;

import java.util.Map;

/**
 * User attributes that access tokens do not contain.
 *
 * @param email the address, as stored by Cognito
 * @param emailVerified whether the address is verified
 * @param attributes further attributes by their names in the pool, those of {@link ProfileAttributes} only
 */
public record Profile(String email, boolean emailVerified, Map<String, String> attributes) {
    public Profile {
        attributes = Map.copyOf(attributes);
    }

    @Override
    public String toString() {
        return "Profile[hidden]";
    }
}
