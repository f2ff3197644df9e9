package dev.gatehouse.http;

import dev.gatehouse.log.LogField;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.MDC;

/**
 * The answer to a request that was refused below the router: no step of the pipeline saw it, so its header fields, its body and its line in
 * the log are made here.
 */
@Singleton
public class EarlyRefusal {
    private final ProblemAnswers problems;
    private final SecurityHeaders securityHeaders;
    private final AllowedOrigins origins;
    private final List<RequestListener> listeners;
    private final DateField date;
    private final Clock clock;

    /**
     * What to answer besides the status.
     *
     * @param fields all header fields but those about the length and the connection
     * @param body problem details (RFC 9457)
     */
    public record Form(List<Map.Entry<CharSequence, CharSequence>> fields, String body) {}

    EarlyRefusal(
            ProblemAnswers problems,
            SecurityHeaders securityHeaders,
            AllowedOrigins origins,
            DateField date,
            @All List<RequestListener> listeners,
            Clock clock) {
        this.problems = problems;
        this.securityHeaders = securityHeaders;
        this.origins = origins;
        this.date = date;
        this.listeners = listeners;
        this.clock = clock;
    }

    /**
     * Gives the request an id, tells the listeners of its end, and answers with its form.
     *
     * @param peer whom it came from
     * @param origin the origin of the page that asks, as far as the request could be read; else empty
     */
    public Form end(int status, String peer, String origin) {
        String id = RequestId.timeOrdered(clock.millis()).toString();
        String text = problems.body(status, id);
        List<Map.Entry<CharSequence, CharSequence>> fields = new ArrayList<>(securityHeaders.always());
        fields.addAll(origins.fields(origin));
        fields.add(Map.entry(RequestId.HEADER, id));
        fields.add(Map.entry(DateField.NAME, date.now()));
        fields.add(Map.entry("Content-Type", "application/problem+json"));
        tell(id, new RequestEnd("OTHER", RouteTemplate.UNMATCHED, status, Duration.ZERO, text.length(), peer, ""));
        return new Form(fields, text);
    }

    private void tell(String id, RequestEnd request) {
        MDC.put(LogField.REQUEST_ID, id);
        listeners.forEach(listener -> listener.ended(request));
        MDC.remove(LogField.REQUEST_ID);
    }
}
