package dev.gatehouse.http;

import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** Answers with problem details (RFC 9457) to requests that no resource answers. */
public interface ProblemAnswers {
    /** Answers a request that failed with a status or an exception. */
    void answerFailure(RoutingContext context);

    /**
     * An answer that is not sent yet.
     *
     * @param code the code of the problem type
     * @param headers the header fields, without those of every answer
     * @param body the problem details
     */
    record Form(int status, String code, Map<String, String> headers, String body) {}

    /** The answer to a failure of the request with this id. */
    Form form(Throwable failure, String requestId);

    /** The body for this status and the id of the request, for an answer from below the router. */
    String body(int status, String requestId);
}
