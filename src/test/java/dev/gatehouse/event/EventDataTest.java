package dev.gatehouse.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventDataTest {
    private static JsonNode json(EventData data) {
        Event event = data.in(URI.create("/gatehouse"), EventType.EMAIL_CHANGED, "an-id", Instant.EPOCH);
        try {
            return new ObjectMapper().readTree(event.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void changeOfAddressHoldsBoth() {
        JsonNode data = json(EventData.of(
                        Optional.of("a-user"), Optional.empty(), Optional.of("new@a.test"), Optional.of("old@a.test")))
                .path("data");
        assertThat(data.path("email").asText()).isEqualTo("new@a.test");
        assertThat(data.path("old_email").asText()).isEqualTo("old@a.test");
    }

    @Test
    void whatIsNotKnownIsAbsent() {
        JsonNode event = json(EventData.of(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(event.has("subject")).isFalse();
        assertThat(event.path("data").isObject()).isTrue();
        assertThat(event.path("data")).isEmpty();
    }

    @Test
    void textsAreEscaped() {
        JsonNode event = json(
                EventData.of(Optional.of("a\"b\\c\u0000é😀"), Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(event.path("subject").asText()).isEqualTo("a\"b\\c\u0000é😀");
    }

    @Test
    void contentIsNotPrinted() {
        EventData data =
                EventData.of(Optional.of("a-user"), Optional.empty(), Optional.of("new@a.test"), Optional.empty());
        assertThat(data.toString()).isEqualTo("EventData[hidden]");
    }
}
