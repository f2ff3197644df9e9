package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** The last {@code UserContextData} of each operation: what threat protection would judge. */
final class UserContexts {

    private final Map<String, JsonNode> contexts = new ConcurrentSkipListMap<>();

    void note(String operation, JsonNode members) {
        JsonNode context = members.path("UserContextData");
        if (context.isObject()) {
            contexts.put(operation, context);
        }
    }

    ObjectNode list() {
        return Json.object().setAll(contexts);
    }

    void clear() {
        contexts.clear();
    }
}
