package dev.gatehouse.log;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * Structured fields of a log line, as members of its JSON object. Log it as the only parameter of {@code "%s"}; a log in text
 * form contains its {@link Object#toString()}.
 */
public interface LogFields {

    /** Writes each member once, by a snake_case name that no other part of the line uses. */
    void writeTo(JsonGenerator json) throws IOException;
}
