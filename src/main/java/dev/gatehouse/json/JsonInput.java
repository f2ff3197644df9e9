package dev.gatehouse.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads JSON that others send. Every parser of such text comes from here, because Jackson as it comes keeps each member name
 * that it has ever read, in a table of the factory and interned for the life of the process: texts with ever new names fill
 * the memory, long and colliding ones take seconds, and all of this before any signature, key or limit is looked at.
 */
public final class JsonInput {
    private static final int LONGEST_NAME = 512;
    /** Names, values, and the begin and end of each object and array. */
    private static final int MOST_TOKENS = 2_000;

    private static final int DEEPEST = 100;
    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNameLength(LONGEST_NAME)
            .maxTokenCount(MOST_TOKENS)
            .maxNestingDepth(DEEPEST)
            .build();
    private static final ObjectMapper MAPPER = new ObjectMapper(factory());

    private JsonInput() {}

    /**
     * A factory whose parsers remember no member name, refuse a member that comes twice, and bound names, depth and size. The
     * features are those that it is made with: to change them later has no effect.
     */
    public static JsonFactory factory() {
        return JsonFactory.builder()
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(BOUNDS)
                .build();
    }

    /**
     * The members of the one object that the bytes are (RFC 8259): in UTF-8 without a byte order mark, no member twice, nothing
     * after it.
     *
     * @throws IOException when they are anything else, whatever is wrong with them
     */
    public static Map<String, Object> object(byte[] utf8) throws IOException {
        try (JsonParser parser = MAPPER.createParser(text(utf8))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object");
            }
            Map<String, Object> members = MAPPER.readerFor(LinkedHashMap.class).readValue(parser);
            if (parser.nextToken() != null) {
                throw new IOException("something follows the JSON object");
            }
            return members;
        } catch (RuntimeException e) {
            throw new IOException("not JSON", e);
        }
    }

    /** Decoded here, because Jackson guesses the encoding, and replaces what is not of it. */
    private static String text(byte[] utf8) throws IOException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    }
}
