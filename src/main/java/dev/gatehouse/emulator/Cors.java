package dev.gatehouse.emulator;

import com.sun.net.httpserver.Headers;

/**
 * What lets a browser's script read an answer. Cognito allows every origin on what is Cognito's own; the outbox and the
 * control routes are never for scripts, so that no page that a developer happens to visit reads the codes in them.
 */
final class Cors {

    private Cors() {}

    static void allow(Headers request, Headers answer) {
        if (!request.containsKey("Origin")) {
            return;
        }
        answer.set("Access-Control-Allow-Origin", "*");
        answer.set("Access-Control-Expose-Headers", "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date");
        if (request.containsKey("Access-Control-Request-Method")) {
            answer.set("Access-Control-Allow-Methods", "GET,POST,OPTIONS");
            String asked = request.getFirst("Access-Control-Request-Headers");
            if (asked != null) {
                answer.set("Access-Control-Allow-Headers", asked);
            }
            answer.set("Access-Control-Max-Age", "172800");
        }
    }
}
