package dev.gatehouse.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatehouse.cognito.UserRecord;
import dev.gatehouse.identity.Factor;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An account, for administrators.
 *
 * @param userId never changes
 * @param status Cognito's {@code UserStatus}
 * @param attributes by their names in the pool, without those that have a member of their own
 * @param createdAt when the account was created (RFC 3339)
 * @param modifiedAt when it was last changed
 * @param groups the groups, sorted; not in lists
 * @param factors the second factors that are enabled; not in lists
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record UserResponse(
        String userId,
        String email,
        boolean emailVerified,
        boolean phoneNumberVerified,
        String status,
        boolean enabled,
        Map<String, String> attributes,
        Instant createdAt,
        Instant modifiedAt,
        Optional<List<String>> groups,
        Optional<List<Factor>> factors) {

    /** An account in a list. */
    static UserResponse of(UserRecord user) {
        return of(user, Optional.empty(), Optional.empty());
    }

    static UserResponse of(UserRecord user, Collection<String> groups) {
        return of(
                user,
                Optional.of(groups.stream().sorted().toList()),
                Optional.of(user.mfa().stream()
                        .map(Factor::ofCognito)
                        .flatMap(Optional::stream)
                        .sorted()
                        .toList()));
    }

    private static UserResponse of(UserRecord user, Optional<List<String>> groups, Optional<List<Factor>> factors) {
        Map<String, String> attributes = new TreeMap<>(user.attributes());
        attributes.keySet().removeIf(name -> !Attributes.mayBeChanged(name));
        return new UserResponse(
                user.userId(),
                user.email(),
                user.isVerified("email"),
                user.isVerified("phone_number"),
                user.status(),
                user.enabled(),
                attributes,
                user.created(),
                user.modified(),
                groups,
                factors);
    }

    @Override
    public String toString() {
        return "UserResponse[" + userId + "]";
    }
}
