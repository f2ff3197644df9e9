package dev.gatehouse.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.support.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A body that is good but for one member.
 *
 * @param field the member
 */
record Broken(JsonNode body, String field) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** Texts that some schemas do not allow; which, the contract says. */
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\t",
            "\u0000",
            "\u2003",
            "a b",
            "\ud800",
            "a\udc00",
            "\u202e",
            "a".repeat(129),
            "a".repeat(257),
            "\ud83d\udd11".repeat(257),
            "a".repeat(2049),
            "plain",
            "a@",
            "@example.com",
            "a@b@example.com",
            "a@exa mple.com",
            "a\u0000@example.com",
            "a".repeat(120) + "@example.com",
            "de-",
            "toolonglanguage");

    /** Every way to break a good body that the schema knows. */
    static List<Broken> waysTo(JsonNode good, JsonNode reference) {
        JsonNode schema = Contract.DOCUMENT.resolved(reference);
        List<Broken> ways = new ArrayList<>();
        schema.get("properties").properties().forEach(member -> {
            String name = member.getKey();
            replacements()
                    .filter(value -> isBad(member.getValue(), value))
                    .forEach(value -> ways.add(new Broken(with(good, name, value), name)));
            if (Bodies.isRequired(schema, name)) {
                ObjectNode without = good.deepCopy();
                without.remove(name);
                ways.add(new Broken(without, name));
                ways.add(new Broken(with(good, name, JSON.nullNode()), name));
            }
        });
        if (schema.path("additionalProperties").isBoolean()
                && !schema.path("additionalProperties").asBoolean()) {
            ways.add(new Broken(with(good, "emial", JSON.textNode("x")), "emial"));
            ways.add(new Broken(with(good, "__proto__", JSON.objectNode()), "__proto__"));
        }
        return ways;
    }

    private static boolean isBad(JsonNode schema, JsonNode value) {
        return !Contract.DOCUMENT.breaches(schema, value).isEmpty();
    }

    private static Stream<JsonNode> replacements() {
        return Stream.concat(
                TEXTS.stream().map(JSON::textNode),
                Stream.of(
                        JSON.numberNode(7),
                        JSON.numberNode(1.5),
                        JSON.numberNode(new java.math.BigInteger("9".repeat(400))),
                        JSON.booleanNode(true),
                        JSON.arrayNode(),
                        JSON.arrayNode().add("a@example.com"),
                        JSON.objectNode(),
                        JSON.objectNode().put("value", "a@example.com"),
                        JSON.objectNode().put("code", 7),
                        JSON.objectNode().put("code", "\ud800"),
                        JSON.objectNode().putNull("code")));
    }

    private static JsonNode with(JsonNode good, String name, JsonNode value) {
        ObjectNode changed = good.deepCopy();
        changed.set(name, value);
        return changed;
    }
}
