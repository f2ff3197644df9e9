package dev.gatehouse.http;

import io.vertx.ext.web.RoutingContext;

/** Answers with problem details (RFC 9457) to requests that no resource answers. */
public interface ProblemAnswers {
    /** Answers a request that failed with a status or an exception. */
    void answerFailure(RoutingContext context);

    /** The body for this status and the id of the request, for an answer from below the router. */
    String body(int status, String requestId);
}
