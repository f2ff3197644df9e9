package dev.gatehouse.emulator;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** The attributes that a user may have: the standard ones of OpenID Connect, and none of a pool's own. */
final class Attributes {

    static final Set<String> STANDARD = Set.of(
            "address",
            "birthdate",
            "email",
            "family_name",
            "gender",
            "given_name",
            "locale",
            "middle_name",
            "name",
            "nickname",
            "phone_number",
            "picture",
            "preferred_username",
            "profile",
            "website",
            "zoneinfo");

    private static final Set<String> READ_ONLY = Set.of("sub", "email_verified", "phone_number_verified");

    private Attributes() {}

    /** What an app client may write. */
    static void checkWritable(Map<String, String> attributes) {
        if (attributes.keySet().stream().anyMatch(READ_ONLY::contains)) {
            throw CognitoError.notAuthorized("A client attempted to write unauthorized attribute");
        }
        checkKnown(attributes);
    }

    /** What an app client may write in an operation that names the user by the address. */
    static void checkWritable(Map<String, String> attributes, String email) {
        checkWritable(attributes);
        checkSame(attributes, email);
    }

    /** What can be deleted: all but the address and what the pool itself says of a user. */
    static void checkDeletable(Collection<String> names) {
        for (String name : names) {
            if (READ_ONLY.contains(name)) {
                throw CognitoError.notAuthorized("A client attempted to write unauthorized attribute");
            }
            if ("email".equals(name)) {
                throw CognitoError.invalidParameter(
                        "Attributes did not conform to the schema: email: The attribute is required");
            }
        }
    }

    /** What an administrator may write: the verified flags as well, but never the sub. */
    static void checkKnown(Map<String, String> attributes, String email) {
        checkKnown(attributes);
        checkSame(attributes, email);
    }

    static void checkKnown(Map<String, String> attributes) {
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            String name = attribute.getKey();
            boolean flag = name.endsWith("_verified") && READ_ONLY.contains(name);
            if (!STANDARD.contains(name) && !flag) {
                throw CognitoError.invalidParameter("Attributes did not conform to the schema: Type for attribute {"
                        + name + "} could not be determined");
            }
        }
    }

    private static void checkSame(Map<String, String> attributes, String email) {
        if (!email.equalsIgnoreCase(attributes.getOrDefault("email", email))) {
            throw CognitoError.invalidParameter("Username and email attribute must be the same address.");
        }
    }
}
