package dev.gatehouse.audit;

import dev.gatehouse.identity.IdentityFailure;
import dev.gatehouse.identity.SecurityEvent;
import dev.gatehouse.log.LogFields;
import dev.gatehouse.log.LogLine;
import dev.gatehouse.log.LogMember;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One event. User and request come from the MDC.
 *
 * @param event the operation
 * @param outcome {@code success}, {@code failure}, or the result's own outcome
 * @param reason why it failed; {@code none} if it did not
 */
record AuditLine(String event, String outcome, String reason) implements LogFields {

    static final String SUCCESS = "success";
    /** The outcome of a correct first factor before a further step. */
    static final String CHALLENGE = "challenge";

    static final String FAILURE = "failure";
    static final String NO_REASON = "none";

    private static final Pattern WORD_START = Pattern.compile("(?<!^)(?=[A-Z])");

    /** The reason is the failure's name, {@code invalid_credentials} for {@code InvalidCredentials}, without its content. */
    static AuditLine failure(SecurityEvent event, Class<? extends IdentityFailure> failure) {
        String reason =
                WORD_START.matcher(failure.getSimpleName()).replaceAll("_").toLowerCase(Locale.ROOT);
        return new AuditLine(event.label(), FAILURE, reason);
    }

    @Override
    public void writeTo(LogLine line) throws IOException {
        line.text(LogMember.EVENT, event);
        line.outcome(outcome);
        line.text(LogMember.REASON, reason);
    }

    @Override
    public String toString() {
        return event + " " + outcome + (reason.equals(NO_REASON) ? "" : " (" + reason + ")");
    }
}
