package dev.gatehouse.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * A page of accounts: perhaps fewer than were asked for, or none, and still another page after it.
 *
 * @param nextCursor the {@code cursor} of the next page; absent on the last one
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record UserSearchResponse(List<UserResponse> users, Optional<String> nextCursor) {
    @Override
    public String toString() {
        return "UserSearchResponse[hidden]";
    }
}
