package dev.gatehouse.log;

import java.io.IOException;

/**
 * Structured fields of a log line, as members of its JSON object. Log it as the only parameter of {@code "%s"}; a log in text
 * form contains its {@link Object#toString()}.
 */
public interface LogFields {

    /** Writes each member once, and none that another part of the line writes. */
    void writeTo(LogLine line) throws IOException;
}
