package dev.gatehouse.log;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;

/** A JSON log line that is being written. Names its members by the convention that is set. */
public final class LogLine {
    /** ECS allows {@code success}, {@code failure} and {@code unknown} only. */
    private static final String ECS_OUTCOME = "event.outcome";

    private static final double NANOS_PER_MILLI = 1e6;

    private final JsonGenerator json;
    private final MemberNames names;

    LogLine(JsonGenerator json, MemberNames names) {
        this.json = json;
        this.names = names;
    }

    public void text(LogMember member, String value) throws IOException {
        json.writeFieldName(names.of(member));
        json.writeString(value);
    }

    public void number(LogMember member, long value) throws IOException {
        json.writeFieldName(names.of(member));
        json.writeNumber(value);
    }

    /** How long a request took. */
    public void duration(Duration took) throws IOException {
        json.writeFieldName(names.of(LogMember.DURATION));
        if (names.convention() == LogNames.ECS) {
            json.writeNumber(took.toNanos());
        } else {
            json.writeNumber(millis(took));
        }
    }

    /** How an event of the audit log ended; for ECS also in the words that its own field allows. */
    public void outcome(String outcome) throws IOException {
        text(LogMember.OUTCOME, outcome);
        if (names.convention() == LogNames.ECS) {
            json.writeStringField(
                    ECS_OUTCOME,
                    switch (outcome) {
                        case "success", "failure" -> outcome;
                        case "refused" -> "failure";
                        default -> "unknown";
                    });
        }
    }

    /** A member that comes from the MDC. */
    void context(String field, String value) throws IOException {
        json.writeFieldName(names.of(field));
        json.writeString(value);
    }

    /** Milliseconds with three decimals. */
    public static double millis(Duration took) {
        return Math.round(took.toNanos() / NANOS_PER_MILLI * 1000) / 1000.0;
    }
}
