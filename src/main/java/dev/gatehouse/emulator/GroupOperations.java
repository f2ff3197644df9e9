package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Groups and who is in them. */
final class GroupOperations {

    private static final String NEXT = "NextToken";

    private final UserPool pool;

    GroupOperations(UserPool pool) {
        this.pool = pool;
    }

    ObjectNode createGroup(Request request) {
        return pool.locked(() -> {
            pool.checkId(request.text("UserPoolId"));
            String name = request.text("GroupName");
            if (pool.groups.containsKey(name)) {
                throw new CognitoError("GroupExistsException", "A group with the name already exists.");
            }
            return store(Group.plain(name, pool.now()).with(request, pool.now()));
        });
    }

    ObjectNode getGroup(Request request) {
        return pool.locked(() -> answer(group(request)));
    }

    ObjectNode updateGroup(Request request) {
        return pool.locked(() -> store(group(request).with(request, pool.now())));
    }

    ObjectNode deleteGroup(Request request) {
        return pool.locked(() -> {
            String name = group(request).name();
            pool.groups.remove(name);
            pool.users().forEach(user -> user.groups.remove(name));
            return Json.object();
        });
    }

    ObjectNode listGroups(Request request) {
        return pool.locked(() -> {
            pool.checkId(request.text("UserPoolId"));
            return list(request, List.copyOf(pool.groups.values()));
        });
    }

    ObjectNode adminListGroupsForUser(Request request) {
        return pool.locked(() -> {
            return list(
                    request,
                    pool.administered(request).groups.stream()
                            .map(pool.groups::get)
                            .toList());
        });
    }

    ObjectNode listUsersInGroup(Request request) {
        return pool.locked(() -> {
            String name = group(request).name();
            Pages<User> page = Pages.of(
                    pool.users().filter(user -> user.groups.contains(name)).toList(), User::order, request, NEXT);
            ObjectNode answer = Json.object();
            UserList.describe(page.items(), answer.putArray("Users"), List.of());
            return page.mark(answer, NEXT);
        });
    }

    ObjectNode adminAddUserToGroup(Request request) {
        return pool.locked(() -> {
            User user = pool.administered(request);
            user.groups.add(group(request).name());
            return Json.object();
        });
    }

    ObjectNode adminRemoveUserFromGroup(Request request) {
        return pool.locked(() -> {
            User user = pool.administered(request);
            user.groups.remove(group(request).name());
            return Json.object();
        });
    }

    private ObjectNode list(Request request, List<Group> groups) {
        Pages<Group> page = Pages.of(groups, Group::name, request, NEXT);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("Groups");
        page.items().forEach(group -> group.describe(list.addObject(), pool.id()));
        return page.mark(answer, NEXT);
    }

    private ObjectNode store(Group group) {
        pool.groups.put(group.name(), group);
        return answer(group);
    }

    private ObjectNode answer(Group group) {
        ObjectNode answer = Json.object();
        group.describe(answer.putObject("Group"), pool.id());
        return answer;
    }

    private Group group(Request request) {
        pool.checkId(request.text("UserPoolId"));
        Group group = pool.groups.get(request.text("GroupName"));
        if (group == null) {
            throw CognitoError.notFound("Group not found.");
        }
        return group;
    }
}
