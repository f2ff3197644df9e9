package dev.gatehouse.log;

/**
 * What a line tells besides its message, as members of its JSON object. Log it as the only parameter of {@code "%s"}; where
 * the log is text for people, {@link Object#toString()} is what they read.
 */
public interface LogFields {

    /** Writes each member once, by a snake_case name that no other part of the line uses. */
    void writeTo(Sink sink);

    /** Takes members of a JSON object. */
    interface Sink {
        void text(String name, String value);

        void number(String name, long value);

        void number(String name, double value);
    }
}
