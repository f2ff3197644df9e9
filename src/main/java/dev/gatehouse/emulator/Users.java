package dev.gatehouse.emulator;

import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** The users of a pool by user name and by address, which is not case-sensitive. Guarded by the pool's lock. */
final class Users {

    private final Map<String, User> byUsername = new HashMap<>();
    private final Map<String, User> byEmail = new HashMap<>();
    private final TreeMap<String, User> byAge = new TreeMap<>();
    private long added;

    Optional<User> find(String name) {
        User user = byEmail.get(key(name));
        return Optional.ofNullable(user != null ? user : byUsername.get(name));
    }

    Stream<User> all() {
        return byAge.values().stream();
    }

    /** All who were added after the one with this {@link User#order}, the oldest first; everybody after an empty one. */
    Stream<User> after(String order) {
        return byAge.tailMap(order, false).values().stream();
    }

    int size() {
        return byUsername.size();
    }

    User add(String email, UserStatus status, String poolName, Instant now) {
        if (!isAddress(email)) {
            throw CognitoError.invalidParameter("Username should be an email.");
        }
        if (byEmail.containsKey(key(email))) {
            throw new CognitoError("UsernameExistsException", "An account with the given email already exists.");
        }
        User user = new User(added++, UUID.randomUUID().toString(), email, status, poolName, now);
        byEmail.put(key(email), user);
        store(user);
        return user;
    }

    private void store(User user) {
        byUsername.put(user.username, user);
        byAge.put(user.order(), user);
    }

    User addFederated(String username, String email, String poolName, Instant now) {
        if (!isAddress(email)) {
            throw CognitoError.invalidParameter("Invalid email address format.");
        }
        User user = new User(added++, username, email, UserStatus.EXTERNAL_PROVIDER, poolName, now);
        user.attributes.put("sub", UUID.randomUUID().toString());
        store(user);
        return user;
    }

    void changeEmail(User user, String email) {
        checkFree(user, email);
        byEmail.remove(key(user.email()));
        user.changeEmail(email);
        byEmail.put(key(email), user);
    }

    void checkFree(User user, String email) {
        if (!isAddress(email)) {
            throw CognitoError.invalidParameter("Invalid email address format.");
        }
        User owner = byEmail.get(key(email));
        if (owner != null && owner != user) {
            throw new CognitoError("AliasExistsException", "An account with the given email already exists.");
        }
    }

    void remove(User user) {
        // The address of a provider's user may be another user's too.
        byEmail.remove(key(user.email()), user);
        byUsername.remove(user.username);
        byAge.remove(user.order());
    }

    void clear() {
        byUsername.clear();
        byEmail.clear();
        byAge.clear();
    }

    private static boolean isAddress(String text) {
        return text.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    }

    private static String key(String email) {
        return email.toLowerCase(Locale.ROOT);
    }
}
