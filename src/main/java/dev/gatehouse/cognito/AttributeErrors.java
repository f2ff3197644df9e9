package dev.gatehouse.cognito;

import static dev.gatehouse.cognito.CognitoOperation.*;

import dev.gatehouse.identity.IdentityFailure;
import dev.gatehouse.identity.IdentityFailure.*;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Translates the errors of Cognito's API that concern the attributes of the own account. */
final class AttributeErrors {
    /** In place of a name where Cognito does not say which attribute it refuses. */
    static final String UNKNOWN = "body";

    /** "user.custom:badge: Attribute cannot be updated.", "… the schema: name: The attribute is required". */
    private static final Pattern NAMED =
            Pattern.compile("(?:user\\.|the schema: )(?:user\\.)?([^\\s]{1,32}): .*", Pattern.DOTALL);

    private AttributeErrors() {}

    /**
     * The failure that the error means; empty if it does not concern attributes. The field is only what the message seems to
     * name: the message may quote input, so it counts only if the request has such a field.
     */
    static Optional<IdentityFailure> translate(CognitoOperation operation, String error, String message) {
        boolean isChange = operation == UPDATE_USER_ATTRIBUTES || operation == DELETE_USER_ATTRIBUTES;
        return Optional.ofNullable(
                switch (error) {
                    case "NotAuthorizedException" -> isChange ? notAuthorized(message) : null;
                    case "InvalidParameterException" ->
                        isChange ? invalidParameter(message) : ofVerification(operation, message);
                    default -> null;
                });
    }

    /** The app client lacks the permission to write an attribute. The token is not to blame. */
    private static @Nullable IdentityFailure notAuthorized(String message) {
        return message.toLowerCase(Locale.ROOT).contains("attribute")
                ? new InvalidInput(UNKNOWN, "cannot be changed in this user pool")
                : null;
    }

    /** A broken constraint of a member is translated with those of all operations, and so is a wrong client secret. */
    private static @Nullable IdentityFailure invalidParameter(String message) {
        if (message.contains("failed to satisfy")
                || message.toLowerCase(Locale.ROOT).contains("secret")) {
            return null;
        }
        if (message.toLowerCase(Locale.ROOT).contains("phone number")) {
            return new InvalidInput("phone_number", "is not acceptable to the user pool");
        }
        if (message.toLowerCase(Locale.ROOT).contains("email address format")) {
            return new InvalidInput("email", "is not acceptable to the user pool");
        }
        Matcher named = NAMED.matcher(message);
        String name = named.find() ? named.group(1) : UNKNOWN;
        if (message.contains("cannot be updated")) {
            return new InvalidInput(name, "cannot be changed in this user pool");
        }
        return message.contains("required")
                ? new InvalidInput(name, "is required by the user pool")
                : new InvalidInput(name, "is not acceptable to the user pool");
    }

    private static @Nullable IdentityFailure ofVerification(CognitoOperation operation, String message) {
        return operation == VERIFY_USER_ATTRIBUTE && !message.contains("failed to satisfy") ? new CodeRefused() : null;
    }
}
