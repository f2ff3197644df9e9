package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Holds each raw answer that the SDK receives against the API model: its shape, or its place in the list of errors. */
final class ModelCheck implements ExecutionInterceptor {

    private static final ObjectMapper JSON = new ObjectMapper();
    static final JsonNode MODEL = load();

    private static JsonNode load() {
        try (InputStream in = ModelCheck.class.getResourceAsStream("api.json")) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        try (InputStream in = context.responseBody().orElse(InputStream.nullInputStream())) {
            byte[] body = in.readAllBytes();
            check(operation, context.httpResponse().statusCode(), body);
            return Optional.of(new ByteArrayInputStream(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void check(String operation, int status, byte[] body) throws IOException {
        JsonNode model = MODEL.path("operations").path(operation);
        JsonNode answer = JSON.readTree(body);
        if (status == 200) {
            members(model.path("output"), answer, operation);
        } else {
            String type = answer.path("__type").asText();
            if (model.path("errors").valueStream().noneMatch(known -> known.asText()
                    .equals(type))) {
                throw new AssertionError(operation + " may not raise " + type + ": " + answer);
            }
        }
    }

    private static void members(JsonNode shapes, JsonNode value, String path) {
        value.properties().forEach(member -> {
            if (!shapes.has(member.getKey())) {
                throw new AssertionError(path + " has no member " + member.getKey());
            }
            value(shapes.path(member.getKey()), member.getValue(), path + "." + member.getKey());
        });
        shapes.properties().forEach(shape -> {
            if (shape.getValue().path("required").asBoolean() && !value.has(shape.getKey())) {
                throw new AssertionError(path + " lacks " + shape.getKey());
            }
        });
    }

    private static void value(JsonNode shape, JsonNode value, String path) {
        boolean fits =
                switch (shape.path("type").asText()) {
                    case "string" -> value.isTextual() && text(shape, value.textValue());
                    case "boolean" -> value.isBoolean();
                    case "integer" -> value.isIntegralNumber() && range(shape, value.longValue());
                    case "timestamp" -> value.isNumber();
                    case "list" -> value.isArray() && range(shape, value.size());
                    default -> value.isObject();
                };
        if (!fits) {
            throw new AssertionError(path + " does not fit its shape: " + value);
        }
        switch (shape.path("type").asText()) {
            case "list" -> value.forEach(element -> value(shape.path("member"), element, path + "[]"));
            case "map" -> value.forEach(element -> value(shape.path("value"), element, path + "{}"));
            case "structure" -> {
                // A document, which may hold any members, is a structure without members in the model.
                if (!shape.path("members").isEmpty()) {
                    members(shape.path("members"), value, path);
                }
            }
            default -> {}
        }
    }

    private static boolean text(JsonNode shape, String value) {
        boolean listed = !shape.has("enum")
                || shape.path("enum").valueStream().anyMatch(known -> known.asText()
                        .equals(value));
        boolean patterned =
                !shape.has("pattern") || value.matches(shape.path("pattern").asText());
        return listed && patterned && range(shape, value.length());
    }

    private static boolean range(JsonNode shape, long value) {
        return value >= shape.path("min").asLong(Long.MIN_VALUE)
                && value <= shape.path("max").asLong(Long.MAX_VALUE);
    }
}
