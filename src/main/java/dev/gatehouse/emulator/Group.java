package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A group of the pool, with the members that a caller may set: description, role and precedence. */
record Group(String name, Map<String, JsonNode> details, Instant created, Instant modified) {

    private static final List<String> DETAILS = List.of("Description", "RoleArn", "Precedence");

    Group {
        details = Map.copyOf(details);
    }

    static Group plain(String name, Instant now) {
        return new Group(name, Map.of(), now, now);
    }

    /** A group that takes over from the request what it sets, and keeps the rest. */
    Group with(Request request, Instant now) {
        Map<String, JsonNode> merged = new LinkedHashMap<>(details);
        for (String detail : DETAILS) {
            JsonNode value = request.members().path(detail);
            if (!value.isMissingNode() && !value.isNull()) {
                merged.put(detail, value);
            }
        }
        return new Group(name, merged, created, now);
    }

    void describe(ObjectNode node, String poolId) {
        node.put("GroupName", name)
                .put("UserPoolId", poolId)
                .put("LastModifiedDate", Json.timestamp(modified))
                .put("CreationDate", Json.timestamp(created));
        details.forEach(node::set);
    }
}
