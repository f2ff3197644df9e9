package dev.gatehouse.identity;

import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link SecurityEventListener} should know of the current request beyond the ids in the MDC. A feature sets it before
 * its audited method returns.
 */
@RequestScoped
public class EventDetails {
    private volatile @Nullable Supplier<Optional<String>> user;
    private volatile @Nullable Email email;
    private volatile @Nullable Email oldEmail;
    private volatile boolean withheld;
    private final List<SecurityEvent> further = new CopyOnWriteArrayList<>();

    /** Whom the event is about, where the MDC has no id or somebody else's. */
    public void user(String userId) {
        userFrom(() -> Optional.of(userId));
    }

    /** As {@link #user}, by a call of Cognito that is made only where somebody listens. It may fail. */
    public void userFrom(Supplier<Optional<String>> lookUp) {
        user = lookUp;
    }

    /** The user's email address; the new one of a change. */
    public void email(Email address) {
        email = address;
    }

    /** The address that a change replaced. */
    public void oldEmail(Email address) {
        oldEmail = address;
    }

    /** What happened concerns no person, or was told before: nobody is told now. */
    public void withhold() {
        withheld = true;
    }

    /** Something else that this request did, such as to set up a factor while signing in. */
    public void also(SecurityEvent event) {
        further.add(event);
    }

    /** Blocks. The id of the user, if a feature set one and it is known. */
    public Optional<String> user() {
        Supplier<Optional<String>> lookUp = user;
        return lookUp == null ? Optional.empty() : lookUp.get();
    }

    public boolean isWithheld() {
        return withheld;
    }

    public Optional<Email> email() {
        return Optional.ofNullable(email);
    }

    public Optional<Email> oldEmail() {
        return Optional.ofNullable(oldEmail);
    }

    public List<SecurityEvent> further() {
        return List.copyOf(further);
    }
}
