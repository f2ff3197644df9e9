package dev.gatehouse.cognito;

import static dev.gatehouse.cognito.CognitoOperation.*;

import dev.gatehouse.identity.AccountState;
import dev.gatehouse.identity.IdentityFailure;
import dev.gatehouse.identity.IdentityFailure.*;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Translates the errors of Cognito's API that concern lists of users, invitations, attributes and the states of accounts.
 * {@link GroupErrors} has more of groups, {@link CognitoErrors} all others.
 */
final class AdministrationErrors {
    private static final String NOT_ACCEPTABLE = "is not acceptable to the user pool";

    private static final InvalidInput CURSOR_REFUSED = new InvalidInput("cursor", "is not a cursor of this list");

    /** Greedy: the name of the last member counts, because Cognito may quote the value before it. */
    private static final Pattern CONSTRAINT = Pattern.compile(".* at '([\\w.]+)' failed to satisfy.*", Pattern.DOTALL);

    private AdministrationErrors() {}

    /** The failure that the error means; empty if it does not concern administration. */
    static Optional<IdentityFailure> translate(CognitoOperation operation, String error, String message) {
        String text = message.toLowerCase(Locale.ROOT);
        return Optional.ofNullable(
                switch (error) {
                    // An invitation is sent again only to those who have not used it.
                    case "UnsupportedUserStateException" ->
                        operation == ADMIN_CREATE_USER ? new AccountStateConflict(AccountState.CONFIRMED) : null;
                    case "NotAuthorizedException" -> notAuthorized(operation, text);
                    case "InvalidParameterException" -> invalidParameter(operation, message, text);
                    default -> null;
                });
    }

    private static @Nullable IdentityFailure notAuthorized(CognitoOperation operation, String text) {
        return switch (operation) {
            case ADMIN_CONFIRM_SIGN_UP, ADMIN_RESET_USER_PASSWORD -> ofState(operation, text);
            case UPDATE_USER_ATTRIBUTES,
                    DELETE_USER_ATTRIBUTES,
                    ADMIN_CREATE_USER,
                    ADMIN_UPDATE_USER_ATTRIBUTES,
                    ADMIN_DELETE_USER_ATTRIBUTES ->
                text.contains("unauthorized attribute") ? new InvalidInput("body", NOT_ACCEPTABLE) : null;
            default -> null;
        };
    }

    /** Whoever calls these operations looks at the account first, so that this is the answer to a change in between. */
    private static @Nullable IdentityFailure ofState(CognitoOperation operation, String text) {
        if (text.contains("disabled")) {
            return new AccountStateConflict(AccountState.DISABLED);
        }
        if (text.contains("external_provider")) {
            return new AccountStateConflict(AccountState.FEDERATED);
        }
        if (operation == ADMIN_CONFIRM_SIGN_UP && text.contains("cannot be confirmed")) {
            return new AccountStateConflict(
                    text.contains("force_change_password") ? AccountState.INVITED : AccountState.CONFIRMED);
        }
        return operation == ADMIN_RESET_USER_PASSWORD && text.contains("current state")
                ? new AccountStateConflict(AccountState.INVITED)
                : null;
    }

    private static @Nullable IdentityFailure invalidParameter(CognitoOperation operation, String message, String text) {
        Matcher constraint = CONSTRAINT.matcher(message);
        if (constraint.matches()) {
            return brokenConstraint(operation, constraint.group(1).toLowerCase(Locale.ROOT));
        }
        return switch (operation) {
            case ADMIN_RESET_USER_PASSWORD ->
                text.contains("no registered/verified") ? new AccountStateConflict(AccountState.UNVERIFIED) : null;
            case VERIFY_USER_ATTRIBUTE -> new CodeRefused();
            case ADMIN_CREATE_USER,
                    UPDATE_USER_ATTRIBUTES,
                    DELETE_USER_ATTRIBUTES,
                    ADMIN_UPDATE_USER_ATTRIBUTES,
                    ADMIN_DELETE_USER_ATTRIBUTES ->
                new InvalidInput(text.contains("email address format") ? "email" : "body", NOT_ACCEPTABLE);
            // The filter holds what the client searches for, so Cognito did not fail.
            case LIST_USERS -> text.contains("token") ? CURSOR_REFUSED : new InvalidInput("email", NOT_ACCEPTABLE);
            case LIST_USERS_IN_GROUP -> text.contains("token") ? CURSOR_REFUSED : new GroupUnknown();
            case LIST_GROUPS -> CURSOR_REFUSED;
            case CREATE_GROUP, UPDATE_GROUP -> new InvalidInput("body", NOT_ACCEPTABLE);
            case GET_GROUP, DELETE_GROUP -> new GroupUnknown();
            default -> null;
        };
    }

    private static @Nullable IdentityFailure brokenConstraint(CognitoOperation operation, String member) {
        return switch (member) {
            case "groupname" ->
                operation == CREATE_GROUP ? new InvalidInput("name", NOT_ACCEPTABLE) : new GroupUnknown();
            case "description", "precedence", "limit" -> new InvalidInput(member, NOT_ACCEPTABLE);
            case "filter" -> new InvalidInput("email", NOT_ACCEPTABLE);
            case "nexttoken", "paginationtoken" -> CURSOR_REFUSED;
            case "username" -> operation == ADMIN_CREATE_USER ? new InvalidInput("email", NOT_ACCEPTABLE) : null;
            default -> null;
        };
    }
}
