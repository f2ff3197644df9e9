package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Holds a request against the API model, member by member; the first breach is an InvalidParameterException. */
final class RequestConstraints {

    /**
     * What Cognito holds passwords against, by its own refusals and its guide. The model is narrower: its pattern allows
     * no white space at all.
     */
    private static final String PASSWORD = "^[\\S]+.*[\\S]+$";

    private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

    private RequestConstraints() {}

    /** Checks the members of a request or of a structure in it. Members that the model does not know are ignored. */
    static void check(JsonNode shapes, JsonNode values, String path) {
        shapes.properties().forEach(entry -> {
            String name = entry.getKey();
            JsonNode shape = entry.getValue();
            JsonNode value = values.path(name);
            String here = path + Character.toLowerCase(name.charAt(0)) + name.substring(1);
            if (value.isMissingNode() || value.isNull()) {
                if (shape.path("required").asBoolean()) {
                    throw breach("Value null at '" + here + "' failed to satisfy constraint: Member must not be null");
                }
            } else {
                checkValue(shape, value, here);
            }
        });
    }

    private static void checkValue(JsonNode shape, JsonNode value, String path) {
        String type = shape.path("type").asText();
        boolean fits =
                switch (type) {
                    case "string" -> value.isTextual();
                    case "boolean" -> value.isBoolean();
                    case "integer" -> value.isIntegralNumber();
                    case "timestamp" -> value.isNumber();
                    case "list" -> value.isArray();
                    case "map", "structure" -> value.isObject();
                    default -> true;
                };
        if (!fits) {
            throw breach("Value at '" + path + "' failed to satisfy constraint: Member must be a " + type);
        }
        switch (type) {
            case "string" -> checkText(shape, value.textValue(), path);
            case "integer" -> checkRange(shape, value.longValue(), path, "Member must have value");
            case "list" -> {
                checkRange(shape, value.size(), path, "Member must have length");
                for (int i = 0; i < value.size(); i++) {
                    checkValue(shape.path("member"), value.get(i), path + "." + (i + 1) + ".member");
                }
            }
            case "map" ->
                value.properties().forEach(entry -> {
                    checkText(shape.path("key"), entry.getKey(), path + ".key");
                    checkValue(shape.path("value"), entry.getValue(), path + "." + entry.getKey() + ".member");
                });
            case "structure" -> check(shape.path("members"), value, path + ".");
            default -> {}
        }
    }

    private static void checkText(JsonNode shape, String value, String path) {
        checkRange(shape, value.codePointCount(0, value.length()), path, "Member must have length");
        if (shape.has("pattern")) {
            checkPattern(isPassword(path) ? PASSWORD : shape.path("pattern").asText(), value, path);
        }
        if (shape.has("enum")
                && shape.path("enum").valueStream().noneMatch(allowed -> value.equals(allowed.asText()))) {
            throw breach("Value at '" + path + "' failed to satisfy constraint: Member must satisfy enum value set: "
                    + shape.path("enum"));
        }
    }

    /** A password in a place where the model has only a map of texts. */
    static void checkPassword(String value, String path) {
        checkPattern(PASSWORD, value, path);
    }

    private static boolean isPassword(String path) {
        return path.equals("password") || path.endsWith("Password");
    }

    private static void checkPattern(String expression, String value, String path) {
        if (!pattern(expression).matcher(value).matches()) {
            throw breach("Value at '" + path + "' failed to satisfy constraint: Member must satisfy regular expression"
                    + " pattern: " + expression);
        }
    }

    private static void checkRange(JsonNode shape, long value, String path, String phrase) {
        if (shape.has("min") && value < shape.path("min").asLong()) {
            throw breach("Value at '" + path + "' failed to satisfy constraint: " + phrase
                    + " greater than or equal to " + shape.path("min").asLong());
        }
        if (shape.has("max") && value > shape.path("max").asLong()) {
            throw breach("Value at '" + path + "' failed to satisfy constraint: " + phrase + " less than or equal to "
                    + shape.path("max").asLong());
        }
    }

    private static Pattern pattern(String expression) {
        // In the model \w and \S are ASCII and Unicode classes are written out, which is what Java means by them too.
        return PATTERNS.computeIfAbsent(expression, Pattern::compile);
    }

    private static CognitoError breach(String text) {
        return CognitoError.invalidParameter("1 validation error detected: " + text);
    }
}
