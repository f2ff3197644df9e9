package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * The last {@code UserContextData} and {@code ClientMetadata} of each operation, which threat protection and triggers get, and
 * the last {@code Token} to be revoked.
 */
final class UserContexts {

    private final Map<String, JsonNode> contexts = new ConcurrentSkipListMap<>();

    void note(String operation, JsonNode members) {
        ObjectNode context = Json.object();
        Stream.of("UserContextData", "ClientMetadata")
                .filter(name -> members.path(name).isObject())
                .forEach(name -> context.set(name, members.get(name)));
        if (members.path("Token").isTextual()) {
            context.set("Token", members.get("Token"));
        }
        if (!context.isEmpty()) {
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
