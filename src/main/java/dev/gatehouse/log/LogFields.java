package dev.gatehouse.log;

/**
 * Structured fields of a log line, as members of its JSON object. Log it as the only parameter of {@code "%s"}; a log in text
 * form contains its {@link Object#toString()}.
 */
public interface LogFields {

    /** Writes each member once, by a snake_case name that no other part of the line uses. */
    void writeTo(Sink sink);

    /** Receives members of a JSON object. */
    interface Sink {
        void text(String name, String value);

        void number(String name, long value);

        void number(String name, double value);
    }
}
