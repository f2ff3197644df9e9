package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** One HTTP answer. */
public record Reply(int status, String contentType, String body, Map<String, String> headers) {

    private static final String AMZ_JSON = "application/x-amz-json-1.1";

    /** An operation's success. */
    static Reply success(JsonNode body) {
        return new Reply(200, AMZ_JSON, Json.text(body), Map.of());
    }

    /** A refusal in the form of the AWS JSON protocol. */
    static Reply error(CognitoError error) {
        return new Reply(
                error.status(),
                AMZ_JSON,
                Json.text(Json.object().put("__type", error.type()).put("message", error.text())),
                Map.of("x-amzn-ErrorType", error.type() + ":", "x-amzn-ErrorMessage", headerText(error.text())));
    }

    /** An answer in JSON. */
    public static Reply json(int status, JsonNode body) {
        return new Reply(status, "application/json", Json.text(body), Map.of());
    }

    /** An answer of the emulator's own pages, not of Cognito's. */
    static Reply problem(int status, String sentence) {
        return json(status, Json.object().put("error", sentence));
    }

    /** An answer without a body. */
    public static Reply empty(int status) {
        return new Reply(status, "text/plain", "", Map.of());
    }

    static Reply html(int status, String text) {
        return new Reply(status, "text/html", text, Map.of());
    }

    /** The same answer with one more header field. */
    public Reply with(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Reply(status, contentType, body, more);
    }

    private static String headerText(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
