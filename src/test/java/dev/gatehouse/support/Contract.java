package dev.gatehouse.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** What {@code docs/openapi.yaml} promises, and whether an answer keeps it. */
public final class Contract {
    private static final Path FILE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("docs/openapi.yaml");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaValidatorsConfig WITH_FORMATS =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private static final String PROBLEM = "application/problem+json";
    /** What is refused before it is HTTP has no body. */
    private static final Set<Integer> NO_HTTP = Set.of(400, 414, 431);

    /** The one in the repository. */
    public static final Contract DOCUMENT = new Contract(read());

    private final JsonNode document;
    private final Map<JsonNode, JsonSchema> schemas = new ConcurrentHashMap<>();

    /**
     * A request and how it was answered.
     *
     * @param path as it was sent, without query
     * @param header the answer's header field of a name, empty if there is none
     */
    public record Exchange(String method, String path, int status, UnaryOperator<String> header, String body) {
        @Override
        public String toString() {
            return method + " " + path + " answered " + status + " " + body;
        }
    }

    /** One operation of the document. */
    public record Operation(String method, String path, JsonNode node) {
        boolean isAt(String actual) {
            return Pattern.matches(path.replaceAll("\\{[^}]*}", "[^/]+"), actual);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private Contract(JsonNode document) {
        this.document = document;
    }

    private static JsonNode read() {
        try {
            return new ObjectMapper(new YAMLFactory()).readTree(FILE.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The node at a JSON pointer, such as {@code /components/schemas}. */
    public JsonNode at(String pointer) {
        return resolved(document.at(pointer));
    }

    /** The node itself, or what it refers to. */
    public JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? at(node.get("$ref").asText().substring(1)) : node;
    }

    public List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.get("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(method -> operations.add(
                        new Operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()))));
        return operations;
    }

    /** What is wrong with the value, if it is not what the schema says. */
    public List<String> breaches(JsonNode schema, JsonNode value) {
        return schemas.computeIfAbsent(schema, this::compiled).validate(value).stream()
                .map(Object::toString)
                .toList();
    }

    private JsonSchema compiled(JsonNode schema) {
        ObjectNode root = schema.deepCopy();
        root.set("components", document.get("components"));
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(root, WITH_FORMATS);
    }

    /** Fails if the answer is none that the document promises. */
    public void check(Exchange exchange) {
        List<String> breaches = breaches(exchange);
        if (!breaches.isEmpty()) {
            throw new AssertionError(exchange + "\nwhich docs/openapi.yaml does not promise: " + breaches);
        }
    }

    /** In what an answer differs from what the document promises. */
    public List<String> breaches(Exchange exchange) {
        boolean bodyless = exchange.header().apply("Content-Type").isEmpty();
        if (bodyless && NO_HTTP.contains(exchange.status())) {
            return List.of();
        }
        Optional<JsonNode> response = response(exchange).map(this::resolved);
        if (response.isEmpty()) {
            return List.of("no such status");
        }
        List<String> breaches = new ArrayList<>(headerBreaches(response.get(), exchange));
        if (!exchange.method().equals("HEAD")) {
            breaches.addAll(contentBreaches(response.get(), exchange));
        }
        return breaches;
    }

    private Optional<JsonNode> response(Exchange exchange) {
        List<Operation> there = operations().stream()
                .filter(operation -> operation.isAt(exchange.path()))
                .toList();
        // A decision judges any method like GET.
        boolean isLikeGet = exchange.method().equals("HEAD") || exchange.path().startsWith("/guard/");
        String method = isLikeGet ? "GET" : exchange.method();
        Optional<Operation> operation =
                there.stream().filter(o -> o.method().equals(method)).findFirst();
        if (operation.isPresent()) {
            return Optional.ofNullable(
                    operation.get().node().at("/responses").get(Integer.toString(exchange.status())));
        }
        // Whoever asks for what is not there learns just that, unless the body is refused first.
        return switch (exchange.status()) {
            case 204 ->
                there.isEmpty() || !method.equals("OPTIONS")
                        ? Optional.empty()
                        : Optional.of(at("/components/responses/" + (isPreflight(exchange) ? "Preflight" : "Methods")));
            case 400 -> Optional.of(at("/components/responses/MalformedRequest"));
            case 403 -> Optional.of(at("/components/responses/OriginRefused"));
            case 404 -> there.isEmpty() ? Optional.of(at("/components/responses/NotFound")) : Optional.empty();
            case 405 -> there.isEmpty() ? Optional.empty() : Optional.of(at("/components/responses/MethodNotAllowed"));
            case 413 -> Optional.of(at("/components/responses/BodyTooLarge"));
            case 414 -> Optional.of(at("/components/responses/UriTooLong"));
            case 415 -> Optional.of(at("/components/responses/UnsupportedMediaType"));
            case 431 -> Optional.of(at("/components/responses/HeadersTooLarge"));
            default -> Optional.empty();
        };
    }

    private static boolean isPreflight(Exchange exchange) {
        return !exchange.header().apply("Access-Control-Allow-Origin").isEmpty();
    }

    private List<String> headerBreaches(JsonNode response, Exchange exchange) {
        List<String> breaches = new ArrayList<>();
        response.path("headers").properties().forEach(entry -> {
            JsonNode header = resolved(entry.getValue());
            String value = exchange.header().apply(entry.getKey());
            if (value.isEmpty()) {
                if (header.path("required").asBoolean()) {
                    breaches.add("header " + entry.getKey() + " is missing");
                }
            } else if (!breaches(header.get("schema"), JSON.getNodeFactory().textNode(value))
                    .isEmpty()) {
                breaches.add("header " + entry.getKey() + " is " + value);
            }
        });
        return breaches;
    }

    private List<String> contentBreaches(JsonNode response, Exchange exchange) {
        String type = exchange.header().apply("Content-Type").replaceFirst(";.*", "");
        JsonNode content = response.path("content");
        if (content.isMissingNode()) {
            return exchange.body().isEmpty() ? List.of() : List.of("there is a body");
        }
        if (!content.has(type)) {
            return List.of("the content type is '" + type + "'");
        }
        JsonNode media = content.get(type);
        if (!type.endsWith("json")) {
            return List.of();
        }
        try {
            JsonNode body = JSON.readTree(exchange.body());
            List<String> breaches = new ArrayList<>(breaches(media.get("schema"), body));
            if (type.equals(PROBLEM) && breaches.isEmpty()) {
                breaches.addAll(problemBreaches(media, body, exchange));
            }
            return breaches;
        } catch (JsonProcessingException e) {
            return List.of("the body is no JSON");
        }
    }

    private static List<String> problemBreaches(JsonNode media, JsonNode body, Exchange exchange) {
        List<String> breaches = new ArrayList<>();
        Set<String> codes = new HashSet<>();
        media.get("examples").fieldNames().forEachRemaining(codes::add);
        if (!codes.contains(body.get("code").asText())) {
            breaches.add("the code is none of " + codes);
        }
        if (body.get("status").asInt() != exchange.status()) {
            breaches.add("the body has another status");
        }
        return breaches;
    }
}
