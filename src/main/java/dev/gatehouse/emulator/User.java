package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.emulator.factors.Passkeys;
import dev.gatehouse.emulator.factors.UserFactors;
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
    final Instant created;
    final Map<String, String> attributes = new LinkedHashMap<>();
    final TreeSet<String> groups = new TreeSet<>();
    final Passwords passwords;
    final Codes codes = new Codes();
    final HourlyLimits limits = new HourlyLimits();
    final LockOut lockOut = new LockOut();
    final UserFactors factors = new UserFactors();
    final List<SignIn> signIns = new ArrayList<>();
    final Identities identities = new Identities();
    final Passkeys passkeys;

    private final String order;
    private String email;

    /** A new address that counts once its code comes back. */
    @Nullable
    String offeredEmail;

    UserStatus status;
    boolean enabled = true;
    Instant modified;

    @Nullable
    Instant temporaryPasswordUntil;

    Instant signedOutAt = Instant.MIN;

    User(long number, String username, String email, UserStatus status, String poolName, Instant now) {
        order = "%019d".formatted(number);
        this.username = username;
        this.email = email;
        this.status = status;
        created = now;
        modified = now;
        passwords = new Passwords(poolName + username);
        passkeys = new Passkeys(username);
        attributes.put("sub", username);
        attributes.put("email", email);
        attributes.put("email_verified", "false");
    }

    /** What sorts users by their age. */
    String order() {
        return order;
    }

    String email() {
        return email;
    }

    /** Only the pool calls this, which also finds users by it. */
    void changeEmail(String newEmail) {
        email = newEmail;
        offeredEmail = null;
        attributes.put("email", newEmail);
    }

    boolean emailVerified() {
        return "true".equals(attributes.get("email_verified"));
    }

    void verifyEmail() {
        attributes.put("email_verified", "true");
    }

    /** The telephone number, or an empty text. */
    String phone() {
        return attributes.getOrDefault("phone_number", "");
    }

    boolean phoneVerified() {
        return !phone().isEmpty() && "true".equals(attributes.get("phone_number_verified"));
    }

    /** Whether there is something to send the codes of a second factor to. */
    boolean hasAddressFor(String method) {
        return UserFactors.EMAIL.equals(method) ? emailVerified() : !phone().isEmpty();
    }

    /** The members of GetUser and its like that say which second factors are enabled. */
    void describeFactors(ObjectNode node) {
        if (!factors.enabled().isEmpty()) {
            ArrayNode list = node.putArray("UserMFASettingList");
            factors.enabled().forEach(list::add);
        }
        factors.preferred().ifPresent(method -> node.put("PreferredMfaSetting", method));
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
