package dev.gatehouse.emulator;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The attributes that a user of the pool may have: the standard ones of OpenID Connect, and the pool's own ones, whose names
 * begin with {@code custom:}. Guarded by the pool's lock.
 */
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

    /** The pool's own attributes by their full name, and whether each can be changed once it has a value. */
    private final Map<String, Boolean> custom = new TreeMap<>();

    private final Set<String> required = new TreeSet<>();

    /** Whether a new address counts only once it is verified: AttributesRequireVerificationBeforeUpdate. */
    boolean keepAddress = true;

    /** Back to a pool that has no attributes of its own and requires the address only. */
    void reset() {
        keepAddress = true;
        custom.clear();
        required.clear();
        required.add("email");
    }

    void define(String name, boolean mutable) {
        custom.put("custom:" + name, mutable);
    }

    void require(Collection<String> names) {
        required.addAll(names);
    }

    Map<String, Boolean> custom() {
        return custom;
    }

    boolean isRequired(String name) {
        return required.contains(name);
    }

    /** What an app client may write to a user. */
    void checkWritable(AppClient client, User user, Map<String, String> attributes) {
        checkAllowed(client, attributes.keySet());
        checkKnown(attributes);
        for (String name : attributes.keySet()) {
            if (!custom.getOrDefault(name, true) && user.attributes.containsKey(name)) {
                throw CognitoError.invalidParameter(
                        "user." + name + ": Attribute cannot be updated. (changing an immutable attribute)");
            }
        }
    }

    /** What an app client may write in an operation that names the user by the address. */
    void checkWritable(AppClient client, Map<String, String> attributes, String email) {
        checkAllowed(client, attributes.keySet());
        checkKnown(attributes);
        checkSame(attributes, email);
    }

    /** What an app client can delete: what it may write, but nothing that the pool requires. */
    void checkDeletable(AppClient client, Collection<String> names) {
        checkAllowed(client, names);
        checkDeletable(names);
    }

    private static void checkAllowed(AppClient client, Collection<String> names) {
        if (names.stream().anyMatch(name -> READ_ONLY.contains(name) || !client.mayWrite(name))) {
            throw CognitoError.notAuthorized("A client attempted to write unauthorized attribute");
        }
    }

    /** What can be deleted: all but what the pool requires and what it says of a user itself. */
    void checkDeletable(Collection<String> names) {
        for (String name : names) {
            if (READ_ONLY.contains(name)) {
                throw CognitoError.notAuthorized("A client attempted to write unauthorized attribute");
            }
            if (isRequired(name)) {
                throw CognitoError.invalidParameter(
                        "Attributes did not conform to the schema: " + name + ": The attribute is required");
            }
        }
    }

    /** What an administrator may write: the verified flags as well, but never the sub. */
    void checkKnown(Map<String, String> attributes, String email) {
        checkKnown(attributes);
        checkSame(attributes, email);
    }

    void checkKnown(Map<String, String> attributes) {
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            String name = attribute.getKey();
            boolean flag = name.endsWith("_verified") && READ_ONLY.contains(name);
            if (!STANDARD.contains(name) && !custom.containsKey(name) && !flag) {
                throw CognitoError.invalidParameter("Attributes did not conform to the schema: Type for attribute {"
                        + name + "} could not be determined");
            }
            boolean number =
                    name.equals("phone_number") && !attribute.getValue().isEmpty();
            if (number && !attribute.getValue().matches("\\+[0-9]{1,15}")) {
                throw CognitoError.invalidParameter("Invalid phone number format.");
            }
        }
    }

    private static void checkSame(Map<String, String> attributes, String email) {
        if (!email.equalsIgnoreCase(attributes.getOrDefault("email", email))) {
            throw CognitoError.invalidParameter("Username and email attribute must be the same address.");
        }
    }
}
