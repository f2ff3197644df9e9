package dev.gatehouse.emulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which attributes of a user a scope shows, in ID tokens and at userInfo. */
final class ScopedClaims {

    private ScopedClaims() {}

    static boolean has(String scope, String wanted) {
        return List.of(scope.split(" ", -1)).contains(wanted);
    }

    /**
     * The attributes that are visible: all of them to the API's own sign-ins, to {@code profile}, and to {@code openid} alone;
     * otherwise the sub, what identity providers say, and what {@code email} and {@code phone} add.
     */
    static Map<String, String> visible(String scope, Map<String, String> attributes) {
        boolean email = has(scope, "email");
        boolean phone = has(scope, "phone");
        if (has(scope, "profile") || !(email || phone)) {
            return attributes;
        }
        Map<String, String> visible = new LinkedHashMap<>(attributes);
        visible.keySet()
                .removeIf(name -> !("sub".equals(name)
                        || Identities.ATTRIBUTE.equals(name)
                        || (email && name.startsWith("email"))
                        || (phone && name.startsWith("phone_number"))));
        return visible;
    }
}
