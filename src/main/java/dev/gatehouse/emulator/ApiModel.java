package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Cognito's public API model, as far as the emulator plays it: what each operation takes, answers and may refuse with. */
final class ApiModel {

    private static final String RESOURCE = "api.json";

    private final String targetPrefix;
    private final Map<String, Operation> operations = new HashMap<>();

    /** One operation of the model. */
    record Operation(String name, boolean signed, Set<String> errors, JsonNode input, JsonNode output) {}

    private ApiModel(JsonNode model) {
        targetPrefix = model.path("protocol").path("target_prefix").asText();
        model.path("operations").properties().forEach(entry -> {
            JsonNode operation = entry.getValue();
            Set<String> errors = new HashSet<>();
            operation.path("errors").forEach(error -> errors.add(error.asText()));
            operations.put(
                    entry.getKey(),
                    new Operation(
                            entry.getKey(),
                            operation.path("signed").asBoolean(),
                            Set.copyOf(errors),
                            operation.path("input"),
                            operation.path("output")));
        });
    }

    static ApiModel load() {
        try (InputStream in = ApiModel.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("The API model is not on the class path.");
            }
            return new ApiModel(Json.read(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The operation that an {@code X-Amz-Target} header names, without the service's prefix. */
    String operationName(String target) {
        String prefix = targetPrefix + ".";
        return target.startsWith(prefix) ? target.substring(prefix.length()) : "";
    }

    Optional<Operation> operation(String name) {
        return Optional.ofNullable(operations.get(name));
    }
}
