package dev.gatehouse.http;

import dev.gatehouse.log.LogField;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Answers requests that are refused below the router. They do not pass the pipeline, so their header fields, body and log line
 * are made here.
 */
@Singleton
public class EarlyRefusal {
    private final ProblemAnswers problems;
    private final SecurityHeaders securityHeaders;
    private final AllowedOrigins origins;
    private final DateField date;
    private final RequestWatch watch;
    private final Clock clock;

    /**
     * The answer without its status.
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
            RequestWatch watch,
            Clock clock) {
        this.problems = problems;
        this.securityHeaders = securityHeaders;
        this.origins = origins;
        this.date = date;
        this.watch = watch;
        this.clock = clock;
    }

    /**
     * Gives the request an id, reports its end, and returns the answer.
     *
     * @param peer the IP address of the peer
     * @param secure whether the connection is TLS
     * @param origin the origin of the page that sent the request, if it could be read; else empty
     */
    public Form end(int status, String peer, boolean secure, String origin) {
        String id = RequestId.timeOrdered(clock.millis()).toString();
        String body = problems.body(status, id);
        List<Map.Entry<CharSequence, CharSequence>> fields = new ArrayList<>(securityHeaders.always());
        fields.addAll(origins.fields(origin));
        fields.add(Map.entry(RequestId.HEADER, id));
        fields.add(Map.entry(DateField.NAME, date.now()));
        fields.add(Map.entry("Content-Type", "application/problem+json"));
        watch.report(new RequestEnd(
                "OTHER",
                RouteTemplate.UNMATCHED,
                status,
                Duration.ZERO,
                body.length(),
                peer,
                secure,
                "",
                null,
                Map.of(LogField.REQUEST_ID, id)));
        return new Form(fields, body);
    }
}
