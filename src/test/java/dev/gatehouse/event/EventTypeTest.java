package dev.gatehouse.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.identity.SecurityEvent;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EventTypeTest {
    @Test
    void typesHaveTheNamesThatReceiversKnow() {
        assertThat(Arrays.stream(EventType.values()).map(EventType::label))
                .containsExactlyInAnyOrder(
                        "user.registered",
                        "user.verified",
                        "session.started",
                        "session.ended",
                        "password.changed",
                        "password.reset",
                        "email.changed",
                        "mfa.changed",
                        "user.disabled",
                        "user.deleted",
                        "refresh_token.reused");
    }

    @Test
    void everyTypeIsOfSomeSecurityEvent() {
        assertThat(Arrays.stream(SecurityEvent.values())
                        .flatMap(event -> EventType.of(event).stream())
                        .distinct())
                .containsExactlyInAnyOrder(EventType.values());
    }

    @Test
    void refreshIsNoEventForOthers() {
        assertThat(EventType.of(SecurityEvent.REFRESH)).isEmpty();
    }
}
