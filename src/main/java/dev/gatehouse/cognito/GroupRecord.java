package dev.gatehouse.cognito;

import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GroupType;

/**
 * A group of the pool, which is a role.
 *
 * @param precedence a lower number is stronger; Cognito only uses it to choose among IAM roles
 */
public record GroupRecord(
        String name, Optional<String> description, Optional<Integer> precedence, Instant created, Instant modified) {

    static GroupRecord of(GroupType group) {
        return new GroupRecord(
                IncompleteAnswer.require("GroupName", group.groupName()),
                Optional.ofNullable(group.description()).filter(text -> !text.isEmpty()),
                Optional.ofNullable(group.precedence()),
                IncompleteAnswer.require("CreationDate", group.creationDate()),
                IncompleteAnswer.require("LastModifiedDate", group.lastModifiedDate()));
    }
}
