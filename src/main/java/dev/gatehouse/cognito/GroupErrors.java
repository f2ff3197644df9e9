package dev.gatehouse.cognito;

import dev.gatehouse.identity.IdentityFailure;
import dev.gatehouse.identity.IdentityFailure.GroupExists;
import dev.gatehouse.identity.IdentityFailure.GroupUnknown;
import dev.gatehouse.identity.IdentityFailure.RefusedByPool;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What errors of the operations on groups mean. */
final class GroupErrors {
    private GroupErrors() {}

    /** The failure that the error means; empty if it means the same as for other operations. */
    static Optional<IdentityFailure> translate(CognitoOperation operation, String error, String message) {
        return Optional.ofNullable(
                switch (error) {
                    case "GroupExistsException" -> new GroupExists();
                    case "ResourceNotFoundException" -> notFound(operation, message);
                    // The pool has as many groups as AWS allows it.
                    case "LimitExceededException" ->
                        operation == CognitoOperation.CREATE_GROUP ? new RefusedByPool() : null;
                    default -> null;
                });
    }

    /** The error says the same of a pool that does not exist: only its message tells which. */
    private static @Nullable IdentityFailure notFound(CognitoOperation operation, String message) {
        return switch (operation) {
            case ADMIN_ADD_USER_TO_GROUP,
                    ADMIN_REMOVE_USER_FROM_GROUP,
                    LIST_USERS_IN_GROUP,
                    GET_GROUP,
                    UPDATE_GROUP,
                    DELETE_GROUP -> message.toLowerCase(Locale.ROOT).contains("group") ? new GroupUnknown() : null;
            default -> null;
        };
    }
}
