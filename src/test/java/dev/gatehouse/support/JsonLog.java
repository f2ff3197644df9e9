package dev.gatehouse.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** Reads the JSON log of the packaged application. */
public final class JsonLog {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonLog() {}

    /** The line of the logger that a request caused; waits for it. */
    public static JsonNode await(Gatehouse gatehouse, String logger, String requestId) {
        return read(gatehouse.awaitLine(line -> isOf(line, logger, requestId)));
    }

    /** All lines of the logger so far that a request caused. */
    public static List<JsonNode> of(Gatehouse gatehouse, String logger, String requestId) {
        return gatehouse.lines().stream()
                .filter(line -> isOf(line, logger, requestId))
                .map(JsonLog::read)
                .toList();
    }

    /** All lines so far that a request caused, whoever wrote them. */
    public static List<JsonNode> of(Gatehouse gatehouse, String requestId) {
        return gatehouse.lines().stream()
                .filter(line -> line.contains(requestId))
                .map(JsonLog::read)
                .toList();
    }

    private static boolean isOf(String line, String logger, String requestId) {
        return line.contains("\"logger\":\"" + logger + "\"") && line.contains("\"" + requestId + "\"");
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + line, e);
        }
    }
}
