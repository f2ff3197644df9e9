package dev.gatehouse.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.gatehouse.support.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Values that a schema of the contract allows. */
final class Bodies {
    /** For text that the schema does not bound: the body as a whole must stay below 16 KiB. */
    private static final int UNBOUNDED = 40;

    private static final int MOST_MEMBERS = 20;
    private static final int MOST_ITEMS = 3;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Bodies() {}

    static Arbitrary<JsonNode> of(JsonNode reference) {
        JsonNode schema = Contract.DOCUMENT.resolved(reference);
        if (schema.has("enum")) {
            return Arbitraries.of(schema.get("enum").valueStream().toList());
        }
        if (schema.has("oneOf")) {
            return Arbitraries.oneOf(
                    schema.get("oneOf").valueStream().map(Bodies::of).toList());
        }
        if (schema.path("type").isArray()) {
            return Arbitraries.frequencyOf(
                    net.jqwik.api.Tuple.of(3, of(withFirstType(schema))),
                    net.jqwik.api.Tuple.of(1, Arbitraries.just(JSON.nullNode())));
        }
        return switch (schema.path("type").asText()) {
            case "object" -> schema.has("properties") ? members(schema) : map(schema);
            case "string" -> text(schema).map(TextNode::valueOf);
            case "boolean" -> Arbitraries.of(true, false).map(BooleanNode::valueOf);
            case "integer" ->
                Arbitraries.integers()
                        .between(
                                schema.path("minimum").asInt(),
                                schema.path("maximum").asInt(Integer.MAX_VALUE))
                        .map(IntNode::valueOf);
            case "array" ->
                of(schema.get("items")).list().ofMaxSize(MOST_ITEMS).map(items -> JSON.arrayNode()
                        .addAll(items));
            default -> throw new IllegalArgumentException("no request has a value of this kind yet: " + schema);
        };
    }

    /** The schema of the values that are not null. */
    private static JsonNode withFirstType(JsonNode schema) {
        ObjectNode first = schema.deepCopy();
        first.set("type", schema.get("type").get(0));
        return first;
    }

    private static Arbitrary<JsonNode> members(JsonNode schema) {
        List<String> names = new ArrayList<>();
        List<Arbitrary<Optional<JsonNode>>> values = new ArrayList<>();
        schema.get("properties").properties().forEach(member -> {
            names.add(member.getKey());
            Arbitrary<JsonNode> value = of(member.getValue());
            values.add(isRequired(schema, member.getKey()) ? value.map(Optional::of) : value.optional());
        });
        return Combinators.combine(values).as(chosen -> {
            ObjectNode object = JSON.objectNode();
            for (int i = 0; i < names.size(); i++) {
                String name = names.get(i);
                chosen.get(i).ifPresent(value -> object.set(name, value));
            }
            return object;
        });
    }

    static boolean isRequired(JsonNode schema, String member) {
        return schema.path("required").valueStream().anyMatch(name -> name.asText()
                .equals(member));
    }

    private static Arbitrary<JsonNode> map(JsonNode schema) {
        JsonNode bounds = schema.path("propertyNames");
        int shortest = bounds.path("minLength").asInt(0);
        int longest = bounds.path("maxLength").asInt(MOST_MEMBERS);
        Arbitrary<String> names = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(1, Arbitraries.of("code", "new_password", "choice", "name")),
                net.jqwik.api.Tuple.of(1, Texts.fitting(Pattern.compile(""), shortest, longest)));
        JsonNode members = schema.path("additionalProperties");
        // Without a schema of its members an object may have any.
        Arbitrary<JsonNode> values = members.isObject()
                ? of(members)
                : Arbitraries.of(JSON.numberNode(7), JSON.textNode("x"), JSON.nullNode(), JSON.objectNode());
        return Arbitraries.maps(names, values)
                .ofMinSize(schema.path("minProperties").asInt())
                .ofMaxSize(schema.path("maxProperties").asInt(MOST_MEMBERS))
                .map(map -> {
                    ObjectNode object = JSON.objectNode();
                    map.forEach(object::set);
                    return object;
                });
    }

    private static Arbitrary<String> text(JsonNode schema) {
        if (schema.has("examples")) {
            return Arbitraries.of(
                    schema.get("examples").valueStream().map(JsonNode::asText).toList());
        }
        int max = schema.path("maxLength").asInt(UNBOUNDED);
        if (schema.path("format").asText().equals("email")) {
            return Texts.emails(max);
        }
        // What JSON Schema means by $ is \z in Java.
        Pattern pattern = Pattern.compile(schema.path("pattern").asText().replaceFirst("\\$$", "\\\\z"));
        return Texts.fitting(pattern, schema.path("minLength").asInt(), max);
    }
}
