package dev.gatehouse.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatehouse.cognito.GroupRecord;
import java.util.List;
import java.util.Optional;

/**
 * A page of groups.
 *
 * @param nextCursor the cursor of the next page; absent on the last one
 */
record GroupsResponse(
        List<GroupResponse> groups,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> nextCursor) {

    static GroupsResponse of(List<GroupRecord> groups, Optional<String> nextCursor) {
        return new GroupsResponse(groups.stream().map(GroupResponse::of).toList(), nextCursor);
    }
}
