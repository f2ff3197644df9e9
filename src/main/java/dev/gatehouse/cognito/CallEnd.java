package dev.gatehouse.cognito;

import java.time.Duration;

/**
 * How an HTTP request to Cognito ended. Every member is from a small set or a number, fit for a metric's label.
 *
 * @param operation the name of the API's operation, or the path of the domain's endpoint
 * @param method the HTTP method
 * @param host the host of the API, or of the pool's domain
 * @param port its port
 * @param status the HTTP status; 0 if there was no answer
 * @param outcome {@code success}, or a word for the failure
 * @param took from the call to the end of the answer
 */
public record CallEnd(
        String operation, String method, String host, int port, int status, String outcome, Duration took) {
    static final String SUCCESS = "success";

    public boolean hasSucceeded() {
        return outcome.equals(SUCCESS);
    }
}
