package dev.gatehouse.cognito;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.document.Document;

/** Converts JSON between the plain types of Java and the SDK's own, member by member, and changes nothing. */
final class Documents {
    private Documents() {}

    /** The document of a map, list, text, number, truth value or null. */
    static Document of(@Nullable Object json) {
        return switch (json) {
            case null -> Document.fromNull();
            case Map<?, ?> map -> {
                Map<String, Document> members = new LinkedHashMap<>();
                map.forEach((name, value) -> members.put(String.valueOf(name), of(value)));
                yield Document.fromMap(members);
            }
            case List<?> list ->
                Document.fromList(list.stream().map(Documents::of).toList());
            case Boolean truth -> Document.fromBoolean(truth);
            case Number number -> Document.fromNumber(number.toString());
            default -> Document.fromString(json.toString());
        };
    }

    /** The members of an object. */
    static Map<String, @Nullable Object> members(Document object) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        object.asMap().forEach((name, value) -> members.put(name, plain(value)));
        return members;
    }

    private static @Nullable Object plain(Document json) {
        if (json.isMap()) {
            return members(json);
        }
        if (json.isList()) {
            List<@Nullable Object> elements = new ArrayList<>();
            json.asList().forEach(element -> elements.add(plain(element)));
            return elements;
        }
        if (json.isNumber()) {
            return new BigDecimal(json.asNumber().stringValue());
        }
        if (json.isBoolean()) {
            return json.asBoolean();
        }
        return json.isString() ? json.asString() : null;
    }
}
