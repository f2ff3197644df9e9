package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.TreeSet;

/** Adds users, looks at one, and puts it into states that only an administrator's work or long waiting would bring about. */
final class ControlUsers {

    private static final long MOST = 1_000_000;

    private final UserPool pool;

    ControlUsers(UserPool pool) {
        this.pool = pool;
    }

    Reply get(String email) {
        return pool.locked(() -> pool.find(email).map(ControlUsers::describe).orElseGet(ControlUsers::unknown));
    }

    /** Adds a user of an identity provider, or many confirmed ones without a password: {@code crowd1@example.com} and so on. */
    Reply post(JsonNode body) {
        if (body.has("provider")) {
            String provider = ControlBody.text(body, "provider");
            String email = ControlBody.text(body, "email");
            return pool.locked(() -> describe(new Federation(pool).user(provider, email)));
        }
        long count = ControlBody.number(body, "count");
        if (count < 1 || count > MOST) {
            throw new ControlApi.Mistake("count must be between 1 and " + MOST + ".");
        }
        pool.lockedRun(() -> {
            for (int i = 1; i <= count; i++) {
                pool.add("crowd" + i + "@example.com", UserStatus.CONFIRMED).verifyEmail();
            }
        });
        return Reply.empty(204);
    }

    Reply patch(String email, JsonNode changes) {
        return pool.locked(() -> {
            Optional<User> found = pool.find(email);
            if (found.isEmpty()) {
                return unknown();
            }
            User user = found.get();
            if (changes.has("status")) {
                user.status = status(ControlBody.text(changes, "status"));
            }
            user.enabled = ControlBody.flag(changes, "enabled", user.enabled);
            boolean verified = ControlBody.flag(changes, "email_verified", user.emailVerified());
            user.attributes.put("email_verified", Boolean.toString(verified));
            ControlFactors.patchUser(user, changes);
            if (changes.has("groups")) {
                TreeSet<String> groups = new TreeSet<>();
                changes.path("groups").forEach(group -> groups.add(group.asText()));
                groups.forEach(group -> pool.groups.putIfAbsent(group, Group.plain(group, pool.now())));
                user.groups.clear();
                user.groups.addAll(groups);
            }
            user.modified = pool.now();
            return describe(user);
        });
    }

    private static UserStatus status(String name) {
        try {
            return UserStatus.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw new ControlApi.Mistake(
                    "status must be UNCONFIRMED, CONFIRMED, RESET_REQUIRED or FORCE_CHANGE_PASSWORD.");
        }
    }

    private static Reply describe(User user) {
        ObjectNode description = Json.object()
                .put("username", user.username)
                .put("status", user.status.name())
                .put("enabled", user.enabled)
                .put("email_verified", user.emailVerified());
        ArrayNode groups = description.putArray("groups");
        user.groups.forEach(groups::add);
        ObjectNode attributes = description.putObject("attributes");
        user.attributes.forEach(attributes::put);
        return Reply.json(200, description);
    }

    private static Reply unknown() {
        return Reply.problem(404, "The pool has no such user.");
    }
}
