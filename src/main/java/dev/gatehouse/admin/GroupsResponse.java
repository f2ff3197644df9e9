package dev.gatehouse.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatehouse.cognito.CognitoGroups;
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

    static GroupsResponse of(CognitoGroups.Page page) {
        return new GroupsResponse(
                page.groups().stream().map(GroupResponse::of).toList(),
                page.next().map(GroupCursor::write));
    }
}
