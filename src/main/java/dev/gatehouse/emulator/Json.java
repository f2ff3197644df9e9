package dev.gatehouse.emulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;

/** Reading and writing JSON trees: the emulator binds nothing to classes, because the model is data. */
public final class Json {

    /** As Jackson comes, it would keep each name of a member that it has ever read. */
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {}

    /** An empty object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The tree of a text; an IOException if it is not JSON. */
    public static JsonNode read(String text) throws IOException {
        return MAPPER.readTree(text);
    }

    /** The text of a tree. */
    public static String text(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Seconds since 1970 with a fraction, as the AWS JSON protocol writes time stamps. */
    public static double timestamp(Instant instant) {
        return instant.toEpochMilli() / 1000.0;
    }
}
