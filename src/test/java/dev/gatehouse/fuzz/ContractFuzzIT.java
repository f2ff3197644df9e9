package dev.gatehouse.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.emulator.Emulator;
import dev.gatehouse.emulator.EmulatorSettings;
import dev.gatehouse.support.Contract;
import dev.gatehouse.support.Contract.Operation;
import dev.gatehouse.support.Gatehouse;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever the contract allows is understood, whatever is a little beside it is refused by name, and nothing at all makes the
 * service fail. Every answer is one that the contract promises: {@link Gatehouse#send} sees to that.
 */
@Tag("proof")
@Tag("repeat")
class ContractFuzzIT {
    /** How requests are refused for their form. What the pool thinks of a password is another matter. */
    private static final Set<String> OF_FORM =
            Set.of("malformed_request", "unsupported_media_type", "not_acceptable", "body_too_large");

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String SERVICE_SECRET = "orders-secret-only-for-tests-000000";

    private static final String POOLS_OPINION = "acceptable to the user pool";
    private static final ObjectMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    /** What is larger is refused for that, whatever is in it ({@code gatehouse.http.max-body-size}). */
    private static final int LARGEST_BODY = 16 * 1024;

    private static final List<Operation> OPERATIONS = Contract.DOCUMENT.operations();

    private static Emulator pool;
    private static Gatehouse gatehouse;
    /** What they refuse besides, no schema can say. */
    private static final Set<String> BEYOND_THE_SCHEMA = Set.of(
            "/auth/login", "/auth/challenge", "/auth/passkeys", "/auth/me", "/auth/mfa/preferred", "/auth/oauth/start");

    private static String member;
    private static String admin;

    /** A request as it goes over the wire. */
    record Request(String method, String path, List<String> headers, byte[] body) {
        HttpRequest to(URI address) {
            HttpRequest.Builder builder = HttpRequest.newBuilder(address.resolve(path))
                    .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
            for (int i = 0; i < headers.size(); i += 2) {
                builder.header(headers.get(i), headers.get(i + 1));
            }
            return builder.build();
        }

        @Override
        public String toString() {
            return method + " " + path + " " + headers + " " + new String(body, StandardCharsets.ISO_8859_1);
        }
    }

    /** A request to be refused for one field. */
    record Refusable(Request request, String field) {}

    @BeforeContainer
    static void start() {
        pool = Emulator.start(EmulatorSettings.defaults());
        gatehouse = Gatehouse.before(pool)
                .env("AWS_ACCESS_KEY_ID", "AKIDTEST")
                .env("AWS_SECRET_ACCESS_KEY", "none")
                // The largest of all members together are more than the default of 16K.
                .setting("gatehouse.http.max-body-size", "256K")
                .setting("gatehouse.oauth.clients.orders.secret", SERVICE_SECRET)
                .setting("gatehouse.oauth.clients.orders.may-revoke", "gatehouseclient")
                .setting("gatehouse.account.attributes", "name,locale,phone_number")
                .start("/health/ready");
        member = accessToken("demo@example.com", "demo-Passw0rd!");
        admin = accessToken("admin@example.com", "admin-Passw0rd!");
    }

    @AfterContainer
    static void stop() {
        gatehouse.close();
        pool.close();
    }

    private static String accessToken(String email, String password) {
        return JsonPath.from(gatehouse
                        .post("/auth/login", "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}")
                        .body())
                .getString("access_token");
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatTheContractAllowsIsUnderstood(@ForAll("good") Request request) {
        Gatehouse.Answer answer = gatehouse.send(request.to(gatehouse.address()));

        assertThat(answer.status()).as(answer.body()).isLessThan(500);
        if (request.headers().contains(FORM)) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        } else if (answer.status() >= 400) {
            String code = JsonPath.from(answer.body()).getString("code");
            assertThat(OF_FORM).as(answer.body()).doesNotContain(code);
            if (code.equals("invalid_input") && !isBeyondTheSchema(request.path())) {
                assertThat(answer.body()).contains(lacksItsToken(request) ? "\"refresh_token\"" : POOLS_OPINION);
            }
        }
    }

    /** The schema allows it: the session cookie may have the token, which these requests do not send. */
    private static boolean lacksItsToken(Request request) {
        return request.path().equals("/auth/refresh")
                && !new String(request.body(), StandardCharsets.US_ASCII).contains("\"refresh_token\"");
    }

    /** Which attributes can be set, the names of the schema do not say. */
    private static boolean isBeyondTheSchema(String path) {
        return BEYOND_THE_SCHEMA.contains(path) || path.startsWith("/admin/users");
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatIsALittleBesideItIsRefusedByName(@ForAll("nearlyGood") Refusable refusable) {
        Gatehouse.Answer answer = gatehouse.send(refusable.request().to(gatehouse.address()));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(JsonPath.from(answer.body()).<String>getList("errors.field"))
                .anyMatch(field -> field.equals(refusable.field()) || field.startsWith(refusable.field() + "."));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void nothingMakesTheServiceFail(@ForAll("anything") Request request) {
        assertThat(gatehouse.send(request.to(gatehouse.address())).status()).isLessThan(500);
    }

    /** Seldom of an administrator's: to end the sign-ins of a user takes a second. */
    @Provide
    Arbitrary<Request> good() {
        return Arbitraries.frequencyOf(
                Tuple.of(300, Arbitraries.of(operations(false)).flatMap(ContractFuzzIT::good)),
                Tuple.of(1, Arbitraries.of(operations(true)).flatMap(ContractFuzzIT::good)));
    }

    private static List<Operation> operations(boolean ofAdministrators) {
        return OPERATIONS.stream()
                .filter(operation -> operation.path().startsWith("/admin/") == ofAdministrators)
                // The account is needed for the next requests, and its address.
                .filter(operation -> !operation.toString().equals("DELETE /auth/me"))
                .filter(operation -> !operation.path().startsWith("/auth/me/email"))
                .toList();
    }

    private static Arbitrary<Request> good(Operation operation) {
        JsonNode form = formSchema(operation);
        if (!form.isMissingNode()) {
            return Bodies.of(form).map(parameters -> form(operation, parameters));
        }
        if (schema(operation).isMissingNode()) {
            return userIds().map(id -> request(operation, id, new byte[0]));
        }
        return Combinators.combine(userIds(), Bodies.of(schema(operation)))
                .as((id, body) -> request(operation, id, bytes(body)));
    }

    @Provide
    Arbitrary<Refusable> nearlyGood() {
        return Arbitraries.of(OPERATIONS.stream()
                        // A page is not named by an id, so each other name is 404.
                        .filter(operation -> !operation.path().startsWith("/auth/pages/"))
                        // The name of a group may be nearly anything.
                        .filter(operation -> !schema(operation).isMissingNode()
                                || (operation.path().contains("{")
                                        && !operation.path().matches(".*\\{(group|name)}.*")))
                        .toList())
                .flatMap(operation -> {
                    if (schema(operation).isMissingNode()) {
                        return Arbitraries.of("a.b", "%20", "a%2Fb", "a%00", "%C3%BC", "a".repeat(1401))
                                .map(id -> new Refusable(request(operation, id, new byte[0]), parameter(operation)));
                    }
                    return Bodies.of(schema(operation))
                            .flatMap(body -> Arbitraries.of(Broken.waysTo(body, schema(operation))))
                            // Whether the page that asks for cookies may, and their session, are judged before the
                            // body.
                            .filter(broken -> !broken.body().has("session")
                                    || broken.field().equals("session"))
                            // Which attributes there are, is the pool's opinion.
                            .filter(broken -> !broken.body().has("attributes")
                                    || broken.field().equals("attributes"))
                            .map(broken ->
                                    new Refusable(request(operation, "42", bytes(broken.body())), broken.field()));
                })
                .filter(refusable -> refusable.request().body().length <= LARGEST_BODY);
    }

    @Provide
    Arbitrary<Request> anything() {
        Arbitrary<String> methods = Arbitraries.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");
        Arbitrary<String> types = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just("application/json")),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                "application/json; charset=utf-16",
                                "application/json;;",
                                "text/plain",
                                "*/*",
                                "nonsense",
                                "application/x-www-form-urlencoded",
                                "multipart/form-data; boundary=x")));
        Arbitrary<String> accepts =
                Arbitraries.of("*/*", "application/json", "text/plain", "nonsense", "text/*;q=x", ";", "a/b/c");
        Arbitrary<String> tokens = Arbitraries.strings().withCharRange('!', '~').ofMaxLength(60);
        Arbitrary<String> encodings = Arbitraries.of("identity", "identity", "gzip", "br", "nonsense");
        return Combinators.combine(Arbitraries.of(OPERATIONS), methods, types, accepts, tokens, encodings, nonsense())
                .as((operation, method, type, accept, token, encoding, body) -> new Request(
                        body.length == 0 ? method : "POST",
                        operation.path().replaceAll("\\{\\w+}", "42"),
                        List.of(
                                "Content-Type", type,
                                "Accept", accept,
                                "Authorization", "Bearer " + token,
                                "Content-Encoding", encoding,
                                "X-HTTP-Method-Override", method),
                        body));
    }

    /** Bytes of any kind, and good bodies in which some bytes were changed. */
    private static Arbitrary<byte[]> nonsense() {
        Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
        Arbitrary<byte[]> bitten = Combinators.combine(
                        Arbitraries.of(OPERATIONS)
                                .map(ContractFuzzIT::schema)
                                .filter(schema -> !schema.isMissingNode())
                                .flatMap(Bodies::of),
                        Arbitraries.integers().greaterOrEqual(0),
                        Arbitraries.bytes())
                .as((body, place, value) -> {
                    byte[] text = body.toString().getBytes(StandardCharsets.UTF_8);
                    text[place % text.length] = value;
                    return text;
                });
        Arbitrary<byte[]> wide = Bodies.of(Contract.DOCUMENT.at("/components/schemas/LoginRequest"))
                .map(body -> body.toString().getBytes(StandardCharsets.UTF_16BE));
        Arbitrary<byte[]> deep = Arbitraries.of("[", "{\"a\":", "{\"email\":[", "[\"", "{\"answers\":{\"a\":")
                .flatMap(part -> Arbitraries.integers().between(1, 1500).map(part::repeat))
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
        return Arbitraries.oneOf(bytes, bitten, wide, deep);
    }

    private static Arbitrary<String> userIds() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .withCharRange('0', '9')
                .withChars('-', '_')
                .ofMinLength(1)
                .ofMaxLength(128);
    }

    private static JsonNode schema(Operation operation) {
        return operation.node().at("/requestBody/content/application~1json/schema");
    }

    private static JsonNode formSchema(Operation operation) {
        return operation.node().at("/requestBody/content/application~1x-www-form-urlencoded/schema");
    }

    /** Authenticates by the header, so without the parameters that would authenticate too. */
    private static Request form(Operation operation, JsonNode parameters) {
        String body = parameters.properties().stream()
                .filter(parameter -> !parameter.getKey().startsWith("client_"))
                .map(parameter -> parameter.getKey()
                        + '='
                        + URLEncoder.encode(parameter.getValue().asText(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String pair = "orders:" + SERVICE_SECRET;
        String basic = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return new Request(
                operation.method(),
                operation.path(),
                List.of("Content-Type", FORM, "Authorization", basic),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** As a client sends it, with a token where one is needed. */
    private static Request request(Operation operation, String id, byte[] body) {
        List<String> headers = operation.path().startsWith("/admin/")
                ? List.of("Content-Type", "application/json", "Authorization", "Bearer " + admin)
                : operation.node().at("/security/0").has("bearer")
                                && operation
                                        .node()
                                        .get("security")
                                        .valueStream()
                                        .noneMatch(JsonNode::isEmpty)
                        ? List.of("Content-Type", "application/json", "Authorization", "Bearer " + member)
                        : List.of("Content-Type", "application/json");
        String path = operation.path().replaceFirst("\\{\\w+}", id).replaceAll("\\{\\w+}", "42");
        return new Request(operation.method(), path, headers, body);
    }

    /** The name of the parameter in the path. */
    private static String parameter(Operation operation) {
        return operation.path().replaceFirst(".*\\{(\\w+)}.*", "$1");
    }

    private static byte[] bytes(JsonNode body) {
        try {
            return ASCII.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
