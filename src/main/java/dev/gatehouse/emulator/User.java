package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One user of the pool and all that the pool remembers of it. Guarded by the pool's lock. */
final class User {

    final String username;
    final String email;
    final Instant created;
    final Map<String, String> attributes = new LinkedHashMap<>();
    final TreeSet<String> groups = new TreeSet<>();
    final Passwords passwords = new Passwords();
    final Codes codes = new Codes();
    final HourlyLimits limits = new HourlyLimits();
    final LockOut lockOut = new LockOut();
    final List<SignIn> signIns = new ArrayList<>();

    UserStatus status;
    boolean enabled = true;
    Instant modified;

    @Nullable
    Instant temporaryPasswordUntil;

    Instant signedOutAt = Instant.MIN;

    User(String username, String email, UserStatus status, Instant now) {
        this.username = username;
        this.email = email;
        this.status = status;
        created = now;
        modified = now;
        attributes.put("sub", username);
        attributes.put("email", email);
        attributes.put("email_verified", "false");
    }

    boolean emailVerified() {
        return "true".equals(attributes.get("email_verified"));
    }

    void verifyEmail() {
        attributes.put("email_verified", "true");
    }

    /** The members that describe a user in every operation that shows one. */
    void describe(ObjectNode node) {
        node.put("Username", username)
                .put("UserCreateDate", Json.timestamp(created))
                .put("UserLastModifiedDate", Json.timestamp(modified))
                .put("Enabled", enabled)
                .put("UserStatus", status.name());
    }

    /** The attributes as the API lists them. */
    void describeAttributes(ArrayNode list) {
        attributes.forEach((name, value) -> list.addObject().put("Name", name).put("Value", value));
    }
}
