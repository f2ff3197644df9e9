package dev.gatehouse.guard;

import dev.gatehouse.guard.Decision.Reason;
import dev.gatehouse.identity.SecurityEvent;
import dev.gatehouse.log.LogFields;
import dev.gatehouse.log.LogLine;
import dev.gatehouse.log.LogMember;
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
        public void writeTo(LogLine line) throws IOException {
            line.text(LogMember.EVENT, SecurityEvent.ACCESS_DECISION.label());
            line.outcome("refused");
            line.text(LogMember.REASON, reason);
        }

        @Override
        public String toString() {
            return SecurityEvent.ACCESS_DECISION.label() + " refused (" + reason + ")";
        }
    }
}
