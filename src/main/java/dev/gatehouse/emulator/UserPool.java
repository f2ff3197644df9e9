package dev.gatehouse.emulator;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The state of the pool. All of it is read and written inside {@link #locked}; the lock is never held while signing. */
final class UserPool {

    private final String id;
    private final String region;
    private final List<AppClient> initialClients;
    private final Clock clock;
    private final Instant created;
    private final ReentrantLock lock = new ReentrantLock();

    private final Users users = new Users();
    private final Map<String, AppClient> clients = new HashMap<>();

    final Map<String, Group> groups = new TreeMap<>();
    final SignIns signIns = new SignIns();
    final Challenges challenges = new Challenges();
    final FactorSettings factors = new FactorSettings();
    final Attributes attributes = new Attributes();
    final Outbox outbox;
    PasswordPolicy policy = PasswordPolicy.initial();
    boolean limitsEnabled = true;

    /** Whether a first sign-in with a provider links to the user of the same address, as many pools' triggers do. */
    boolean linkProviders;

    UserPool(EmulatorSettings settings, Clock clock, Outbox outbox) {
        id = settings.poolId();
        region = settings.region();
        initialClients = settings.clients();
        this.clock = clock;
        this.outbox = outbox;
        created = clock.instant();
        reset();
    }

    <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    void lockedRun(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    /** Back to the first day: the initial clients, the seeded users, nothing else. */
    void reset() {
        lockedRun(() -> {
            users.clear();
            clients.clear();
            groups.clear();
            signIns.clear();
            challenges.clear();
            outbox.clear();
            policy = PasswordPolicy.initial();
            limitsEnabled = true;
            linkProviders = false;
            attributes.reset();
            factors.reset();
            initialClients.forEach(this::putClient);
            Seed.ALL.forEach(seed -> seed.plant(this));
        });
    }

    String id() {
        return id;
    }

    /** The id without its region, which SRP hashes. */
    String name() {
        return id.substring(id.indexOf('_') + 1);
    }

    String region() {
        return region;
    }

    Instant created() {
        return created;
    }

    Instant now() {
        return clock.instant();
    }

    int size() {
        return users.size();
    }

    AppClient client(String clientId) {
        AppClient client = clients.get(clientId);
        if (client == null) {
            throw CognitoError.notFound("User pool client " + clientId + " does not exist.");
        }
        return client;
    }

    Optional<AppClient> findClient(String clientId) {
        return Optional.ofNullable(clients.get(clientId));
    }

    void putClient(AppClient client) {
        clients.put(client.id(), client);
    }

    void checkId(String candidate) {
        if (!id.equals(candidate)) {
            throw CognitoError.notFound("User pool " + candidate + " does not exist.");
        }
    }

    /** Finds a user by email address, in any case, or by user name. */
    Optional<User> find(String name) {
        return users.find(name);
    }

    /** The user whom an administrator's request names; none is a UserNotFoundException. */
    User administered(Request request) {
        checkId(request.text("UserPoolId"));
        return find(request.text("Username")).orElseThrow(AccessTokens::noSuchUser);
    }

    Stream<User> users() {
        return users.all();
    }

    /** Those who came after the one with this {@link User#order}, the oldest first. */
    Stream<User> usersAfter(String order) {
        return users.after(order);
    }

    /** Adds a user; a taken address is a UsernameExistsException. */
    User add(String email, UserStatus status) {
        return users.add(email, status, name(), now());
    }

    User addFederated(String username, String email) {
        return users.addFederated(username, email, name(), now());
    }

    /** Moves a user to another address; a taken one is an AliasExistsException. */
    void changeEmail(User user, String email) {
        users.changeEmail(user, email);
    }

    void checkFree(User user, String email) {
        users.checkFree(user, email);
    }

    void remove(User user) {
        users.remove(user);
        signIns.forget(user);
        challenges.forget(user);
    }

    void count(User user, String operation) {
        if (limitsEnabled) {
            user.limits.count(operation, now());
        }
    }

    void setPassword(User user, String password) {
        policy.check(password);
        user.passwords.checkHistory(password, policy.history());
        setFirstPassword(user, password);
    }

    /** A password of an account that nobody has used: it may repeat an earlier one. */
    void setFirstPassword(User user, String password) {
        policy.check(password);
        user.passwords.set(password);
        user.temporaryPasswordUntil = null;
        user.modified = now();
    }

    void send(User user, CodeKind kind) {
        outbox.send(user.email(), kind, user.codes.issue(kind, now()), now());
    }
}
