package dev.gatehouse.audit;

import dev.gatehouse.log.LogFields;

/**
 * One event. User and request come from the MDC.
 *
 * @param event the operation
 * @param outcome {@code success}, {@code failure}, or the result's own outcome
 * @param reason why it failed; {@code none} if it did not
 */
record AuditLine(String event, String outcome, String reason) implements LogFields {

    static final String SUCCESS = "success";
    static final String FAILURE = "failure";
    static final String NO_REASON = "none";

    @Override
    public void writeTo(Sink sink) {
        sink.text("event", event);
        sink.text("outcome", outcome);
        sink.text("reason", reason);
    }

    @Override
    public String toString() {
        return event + " " + outcome + (reason.equals(NO_REASON) ? "" : " (" + reason + ")");
    }
}
