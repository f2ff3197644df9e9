package dev.gatehouse.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gatehouse.json.JsonInput;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an event says, by the names of its JSON.
 *
 * @param members texts by name: {@code user_id}, {@code request_id} …
 */
record EventData(Map<String, String> members) {
    private static final JsonFactory JSON = JsonInput.factory();
    private static final String USER_ID = "user_id";

    /** Without the members that are not known. */
    static EventData of(
            Optional<String> userId, Optional<String> requestId, Optional<String> email, Optional<String> oldEmail) {
        Map<String, String> members = new LinkedHashMap<>();
        userId.ifPresent(value -> members.put(USER_ID, value));
        requestId.ifPresent(value -> members.put("request_id", value));
        email.ifPresent(value -> members.put("email", value));
        oldEmail.ifPresent(value -> members.put("old_email", value));
        return new EventData(members);
    }

    /** CloudEvents 1.0 in JSON (structured mode); the user is the subject. */
    Event in(URI source, EventType type, String id, Instant at) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("specversion", "1.0");
            json.writeStringField("id", id);
            json.writeStringField("source", source.toString());
            json.writeStringField("type", type.label());
            json.writeStringField("time", at.toString());
            if (members.containsKey(USER_ID)) {
                json.writeStringField("subject", members.get(USER_ID));
            }
            json.writeStringField("datacontenttype", "application/json");
            json.writeObjectFieldStart("data");
            for (Map.Entry<String, String> member : members.entrySet()) {
                json.writeStringField(member.getKey(), member.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Event(id, at, text.toString());
    }

    @Override
    public String toString() {
        return "EventData[hidden]";
    }
}
