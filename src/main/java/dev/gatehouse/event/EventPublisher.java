package dev.gatehouse.event;

import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.EventDetails;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.SecurityEvent;
import dev.gatehouse.identity.SecurityEventListener;
import dev.gatehouse.log.LogField;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Turns security events into events for others. Does not block, but for the look-up of a user whom the request does not name. */
@Singleton
class EventPublisher implements SecurityEventListener {
    private static final Logger LOG = Logger.getLogger(EventPublisher.class);

    private final EventOutbox outbox;
    private final EventDetails details;
    private final Clock clock;
    private final URI source;
    private final boolean emails;

    EventPublisher(EventOutbox outbox, EventDetails details, Clock clock, EventConfig config) {
        this.outbox = outbox;
        this.details = details;
        this.clock = clock;
        this.source = config.source();
        this.emails = config.emails();
    }

    @Override
    public void happened(SecurityEvent event) {
        if (outbox.isOpen() && !details.isWithheld()) {
            EventType.of(event).ifPresent(type -> publish(type, user(event)));
        }
    }

    private void publish(EventType type, Optional<String> user) {
        EventData data = EventData.of(
                user,
                logged(LogField.REQUEST_ID),
                details.email().filter(_ -> emails).map(Email::value),
                details.oldEmail().filter(_ -> emails).map(Email::value));
        outbox.offer(data.in(
                source, type, UUID.randomUUID().toString(), clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }

    /** What the feature says, else the user that an administrator acts on, else the caller. */
    private Optional<String> user(SecurityEvent event) {
        Optional<String> other = named().or(() -> logged(LogField.TARGET_USER_ID));
        // The caller is the administrator who invites.
        return event == SecurityEvent.ADMIN_INVITATION ? other : other.or(() -> logged(LogField.USER_ID));
    }

    private Optional<String> named() {
        try {
            return details.user();
        } catch (IdentityException e) {
            LOG.debugf("the user of an event cannot be looked up: %s", e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<String> logged(String field) {
        return Optional.ofNullable(MDC.get(field)).map(Object::toString);
    }
}
