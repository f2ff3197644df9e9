package dev.gatehouse.guard;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.gatehouse.guard.Decision.Reason;
import dev.gatehouse.identity.SecurityEvent;
import dev.gatehouse.log.LogFields;
import java.io.IOException;
import java.util.Locale;
import org.jboss.logging.Logger;

/** Writes refused decisions to the audit log. {@code @Audited} needs a request context, which decisions have none of. */
final class DecisionAudit {
    private static final Logger AUDIT = Logger.getLogger("audit");

    private DecisionAudit() {}

    static void refused(Reason reason) {
        AUDIT.infof("%s", new Line(reason.name().toLowerCase(Locale.ROOT)));
    }

    private record Line(String reason) implements LogFields {
        @Override
        public void writeTo(JsonGenerator json) throws IOException {
            json.writeStringField("event", SecurityEvent.ACCESS_DECISION.label());
            json.writeStringField("outcome", "refused");
            json.writeStringField("reason", reason);
        }

        @Override
        public String toString() {
            return SecurityEvent.ACCESS_DECISION.label() + " refused (" + reason + ")";
        }
    }
}
