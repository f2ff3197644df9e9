package dev.gatehouse.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Parses untrusted JSON. All parsers of such input come from here, because Jackson's default caches each member name, in a
 * table of the factory and interned for the life of the process: input with ever new names exhausts memory, and long colliding
 * names take seconds (hash collision DoS), before any signature, key or limit is checked.
 */
public final class JsonInput {
    private static final int MAX_NAME_LENGTH = 512;
    /** Counts names, values, and the begin and end of each object and array. */
    private static final int MAX_TOKENS = 2_000;

    private static final int MAX_DEPTH = 100;
    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNameLength(MAX_NAME_LENGTH)
            .maxTokenCount(MAX_TOKENS)
            .maxNestingDepth(MAX_DEPTH)
            .build();
    private static final ObjectReader OBJECT = new ObjectMapper(factory()).readerFor(LinkedHashMap.class);

    private JsonInput() {}

    /**
     * A factory whose parsers do not cache member names, refuse duplicate members, and limit names, depth and size. Its
     * features cannot be changed later.
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
     * Parses exactly one JSON object (RFC 8259), in UTF-8 without a byte order mark, without duplicate members or trailing
     * content.
     *
     * @throws IOException when the bytes are anything else
     */
    public static Map<String, Object> object(byte[] utf8) throws IOException {
        try (JsonParser parser = OBJECT.createParser(text(utf8))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object");
            }
            Map<String, Object> members = OBJECT.readValue(parser);
            if (parser.nextToken() != null) {
                throw new IOException("unexpected content after the JSON object");
            }
            return members;
        } catch (RuntimeException e) {
            throw new IOException("not JSON", e);
        }
    }

    /** Decoded here, because Jackson detects the encoding, and replaces malformed bytes. */
    private static String text(byte[] utf8) throws IOException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    }
}
