package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.document.Document;

/** The SDK's documents, which hold JSON, as Jackson's trees and back. */
final class Documents {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Documents() {}

    /** Numbers become text: nobody here reads one. */
    static JsonNode tree(Document document) {
        return JSON.valueToTree(document.unwrap());
    }

    static Document of(JsonNode node) {
        if (node.isObject()) {
            Map<String, Document> members = new LinkedHashMap<>();
            node.properties().forEach(member -> members.put(member.getKey(), of(member.getValue())));
            return Document.fromMap(members);
        }
        if (node.isArray()) {
            return Document.fromList(node.valueStream().map(Documents::of).toList());
        }
        if (node.isNumber()) {
            return Document.fromNumber(node.decimalValue());
        }
        if (node.isBoolean()) {
            return Document.fromBoolean(node.booleanValue());
        }
        return node.isNull() ? Document.fromNull() : Document.fromString(node.asText());
    }
}
