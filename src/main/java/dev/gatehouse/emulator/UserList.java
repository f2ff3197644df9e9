package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** ListUsers: all users of the pool or those whom a filter selects, page by page. */
final class UserList {

    private static final String NEXT = "PaginationToken";

    private final UserPool pool;

    UserList(UserPool pool) {
        this.pool = pool;
    }

    ObjectNode listUsers(Request request) {
        return pool.locked(() -> {
            pool.checkId(request.text("UserPoolId"));
            UserFilter filter = UserFilter.parse(request.optionalText("Filter").orElse(""));
            List<String> wanted = request.members()
                    .path("AttributesToGet")
                    .valueStream()
                    .map(JsonNode::asText)
                    .toList();
            Pages<User> page = Pages.of(
                    order -> pool.usersAfter(order).filter(filter::matches), User::order, request, NEXT, "Limit");
            ObjectNode answer = Json.object();
            describe(page.items(), answer.putArray("Users"), wanted);
            return page.mark(answer, NEXT);
        });
    }

    /** Lists users with the wanted attributes, or all of them when none is named. */
    static void describe(List<User> users, ArrayNode list, List<String> wanted) {
        for (User user : users) {
            ObjectNode node = list.addObject();
            user.describe(node);
            ArrayNode attributes = node.putArray("Attributes");
            user.attributes.forEach((name, value) -> {
                if (wanted.isEmpty() || wanted.contains(name)) {
                    attributes.addObject().put("Name", name).put("Value", value);
                }
            });
        }
    }
}
