package dev.gatehouse.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatehouse.cognito.GroupRecord;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;

/**
 * A group of the pool.
 *
 * @param name also the role of its members
 * @param precedence a lower number is stronger; Cognito uses it to choose among IAM roles
 */
@RegisterForReflection
record GroupResponse(
        String name,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> description,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Integer> precedence,
        Instant createdAt,
        Instant modifiedAt) {

    static GroupResponse of(GroupRecord group) {
        return new GroupResponse(
                group.name(), group.description(), group.precedence(), group.created(), group.modified());
    }
}
