package dev.gatehouse;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.ContractCodeTest.Endpoint;
import dev.gatehouse.identity.Limited;
import dev.gatehouse.support.Contract;
import dev.gatehouse.support.Contract.Operation;
import dev.gatehouse.token.FreshSignIn;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.Reader;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** {@code docs/openapi.yaml} and the code say the same. */
class ContractCodeTest {
    private static final Contract CONTRACT = Contract.DOCUMENT;
    private static final String SCHEMAS = "/components/schemas/";
    /** The probes are the framework's; what they answer is told by MicroProfile Health. */
    private static final Set<String> FOREIGN = Set.of("ProbeResponse");

    /** A resource's method, and what the document says of it. */
    record Endpoint(Method method, Operation operation) {
        <A extends Annotation> Optional<A> annotation(Class<A> type) {
            return Optional.ofNullable(method.getAnnotation(type))
                    .or(() -> Optional.ofNullable(method.getDeclaringClass().getAnnotation(type)));
        }

        @Override
        public String toString() {
            return operation.toString();
        }
    }

    private static Stream<Class<?>> types() {
        return MainCode.CLASSES.stream().map(type -> {
            try {
                return Class.forName(type.getName(), false, ContractCodeTest.class.getClassLoader());
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static Stream<Method> methods() {
        return types().filter(type -> type.isAnnotationPresent(Path.class))
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> verb(method).isPresent());
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static String route(Method method) {
        Path path = method.getAnnotation(Path.class);
        return verb(method).orElseThrow() + " "
                + method.getDeclaringClass().getAnnotation(Path.class).value()
                + (path == null ? "" : path.value());
    }

    private static Stream<Endpoint> endpoints() {
        Map<String, Operation> documented =
                CONTRACT.operations().stream().collect(toMap(Operation::toString, operation -> operation));
        return methods()
                .filter(method -> documented.containsKey(route(method)))
                .map(method -> new Endpoint(method, documented.get(route(method))));
    }

    /** The records of the code that the document has a schema for, under the same name. */
    private static Stream<Class<?>> records() {
        Set<String> schemas = schemas();
        return types().filter(type -> type.isRecord() && schemas.contains(type.getSimpleName()))
                .filter(type -> !type.getPackageName().endsWith(".emulator"));
    }

    private static Set<String> schemas() {
        return names(CONTRACT.at("/components/schemas"));
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** Answered before JAX-RS, for any method. */
    private static final List<String> DECISIONS =
            List.of("GET /guard/forward-auth", "GET /guard/auth-request", "GET /guard/ext-authz");

    @Test
    void everyRouteIsDocumentedAndNoOther() throws IOException {
        Properties settings = new Properties();
        try (Reader file =
                Files.newBufferedReader(java.nio.file.Path.of("src/main/resources/application.properties"))) {
            settings.load(file);
        }
        Stream<String> probes = Stream.of("liveness", "readiness", "startup")
                .map(probe -> "GET " + settings.getProperty("quarkus.smallrye-health." + probe + "-path"));

        assertThat(CONTRACT.operations())
                .map(Operation::toString)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(methods().map(ContractCodeTest::route), probes, DECISIONS.stream())
                                .flatMap(route -> route)
                                .toList());
    }

    @Nested
    class OfAnEndpoint {
        @Test
        void bodyIsTheRecordThatItReads() {
            assertThat(endpoints()).isNotEmpty().allSatisfy(endpoint -> {
                String read = Arrays.stream(endpoint.method().getParameterTypes())
                        .filter(Class::isRecord)
                        .map(Class::getSimpleName)
                        .findFirst()
                        .orElse("");

                assertThat(endpoint.operation()
                                .node()
                                .at("/requestBody/content/application~1json/schema/$ref")
                                .asText())
                        .isEqualTo(read.isEmpty() ? "" : "#" + SCHEMAS + read);
            });
        }

        @Test
        void successIsTheOneThatItHas() {
            assertThat(endpoints()).isNotEmpty().allSatisfy(endpoint -> {
                Class<?> returned = endpoint.method().getReturnType();
                int status = endpoint.annotation(ResponseStatus.class)
                        .map(ResponseStatus::value)
                        .orElse(returned == void.class ? 204 : 200);
                JsonNode responses = endpoint.operation().node().path("responses");

                assertThat(names(responses))
                        .filteredOn(name -> name.startsWith("2") || name.startsWith("3"))
                        // It only says that an earlier success still holds.
                        .filteredOn(name -> !name.equals("304"))
                        .containsExactly("" + status);
                if (returned.getPackageName().startsWith(MainCode.BASE)) {
                    assertThat(responses
                                    .at("/" + status + "/content/application~1json/schema/$ref")
                                    .asText())
                            .isEqualTo("#" + SCHEMAS + returned.getSimpleName());
                }
            });
        }

        @Test
        void accessIsTheOneThatItDeclares() {
            assertThat(endpoints()).isNotEmpty().allSatisfy(endpoint -> {
                boolean needsToken = endpoint.annotation(Authenticated.class).isPresent()
                        || endpoint.annotation(RolesAllowed.class).isPresent();
                JsonNode security = endpoint.operation().node().get("security");

                assertThat(security).as("security").isNotNull();
                assertThat(endpoint.annotation(PermitAll.class).isPresent()).isNotEqualTo(needsToken);
                assertThat(!security.isEmpty() && security.valueStream().noneMatch(JsonNode::isEmpty))
                        .isEqualTo(needsToken);
            });
        }

        /** That of the profile is not at the route: only a profile that must be read counts. */
        @Test
        void limitIsThereIfItHasOne() {
            assertThat(endpoints()).isNotEmpty().allSatisfy(endpoint -> assertThat(
                            codes(endpoint.operation()).contains("rate_limited"))
                    .isEqualTo(endpoint.annotation(Limited.class).isPresent()
                            || endpoint.operation()
                                    .node()
                                    .path("operationId")
                                    .asText()
                                    .equals("me")));
        }
    }

    @Test
    void routeThatNeedsARecentSignInSaysSo() {
        assertThat(endpoints()).isNotEmpty().allSatisfy(endpoint -> assertThat(
                        codes(endpoint.operation()).contains("reauthentication_required"))
                .isEqualTo(endpoint.annotation(FreshSignIn.class).isPresent()));
    }

    private static Set<String> codes(Operation operation) {
        Set<String> codes = new HashSet<>();
        operation
                .node()
                .get("responses")
                .forEach(response -> codes.addAll(
                        names(CONTRACT.resolved(response).at("/content/application~1problem+json/examples"))));
        return codes;
    }

    @Test
    void everySchemaOfAnObjectIsARecord() {
        Set<String> objects = schemas().stream()
                .filter(name ->
                        CONTRACT.at(SCHEMAS + name).path("type").asText().equals("object"))
                .filter(name -> !FOREIGN.contains(name))
                // Parameters of forms are read one by one.
                .filter(name -> !name.endsWith("Form"))
                .collect(toCollection(TreeSet::new));

        assertThat(records().map(Class::getSimpleName)).containsAll(objects);
    }

    @Test
    void schemaHasTheMembersOfTheRecord() {
        assertThat(records()).isNotEmpty().allSatisfy(type -> {
            JsonNode schema = CONTRACT.at(SCHEMAS + type.getSimpleName());
            boolean isObject = schema.path("type").asText().equals("object");
            if (!isObject || annotated(type, type.getRecordComponents()[0], JsonValue.class)) {
                assertThat(type.getRecordComponents()).as("a value").hasSize(1);
                return;
            }
            List<RecordComponent> members = Arrays.stream(type.getRecordComponents())
                    .filter(member -> !annotated(type, member, JsonAnyGetter.class))
                    .toList();
            boolean request = type.getSimpleName().endsWith("Request");

            assertThat(names(schema)).contains("properties", "additionalProperties");
            assertThat(names(schema.get("properties")))
                    .isEqualTo(members.stream()
                            .map(member -> nameInJson(type, member))
                            .collect(toSet()));
            assertThat(Stream.of(schema.path("required"))
                            .flatMap(required -> required.valueStream().map(JsonNode::asText)))
                    .containsExactlyInAnyOrderElementsOf(members.stream()
                            .filter(member -> request ? Constraints.demands(type, member) : isAlwaysThere(type, member))
                            .map(member -> snakeCase(member.getName()))
                            .toList());
            assertThat(schema.get("additionalProperties").isObject())
                    .isEqualTo(members.size() < type.getRecordComponents().length);
        });
    }

    private static String nameInJson(Class<?> type, RecordComponent member) {
        return Constraints.of(type, member)
                .filter(JsonProperty.class::isInstance)
                .map(annotation -> ((JsonProperty) annotation).value())
                .findFirst()
                .orElseGet(() -> snakeCase(member.getName()));
    }

    private static boolean isAlwaysThere(Class<?> type, RecordComponent member) {
        return !member.getType().getSimpleName().startsWith("Optional") && !annotated(type, member, JsonInclude.class);
    }

    static boolean annotated(Class<?> type, RecordComponent member, Class<? extends Annotation> annotation) {
        return Constraints.of(type, member).anyMatch(annotation::isInstance);
    }

    /** Each text that may be sent: the value types, and the members of requests that are plain text. */
    private static Stream<RecordComponent> texts() {
        return records()
                .filter(type -> type.getSimpleName().endsWith("Request") || type.getRecordComponents().length == 1)
                .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                .filter(member -> member.getType() == String.class);
    }

    @Test
    void textHasTheConstraintsOfTheCode() {
        assertThat(texts()).isNotEmpty().allSatisfy(text -> {
            Class<?> type = text.getDeclaringRecord();
            JsonNode schema = CONTRACT.at(SCHEMAS + type.getSimpleName());
            JsonNode documented =
                    schema.has("properties") ? schema.path("properties").path(snakeCase(text.getName())) : schema;
            Map<String, String> stated = new TreeMap<>();
            for (String keyword : new String[] {"minLength", "maxLength", "pattern", "format"}) {
                if (documented.has(keyword) && !documented.get(keyword).asText().equals("password")) {
                    stated.put(keyword, documented.get(keyword).asText());
                }
            }

            assertThat(stated)
                    .as("%s.%s", type.getSimpleName(), text.getName())
                    .isEqualTo(Constraints.keywords(type, text));
        });
    }

    @Nested
    class OfProblems {
        private static final Class<?> KINDS = type("dev.gatehouse.problem.ProblemType");

        @Test
        void everyKindIsThereInTheWordsOfTheCode() throws ReflectiveOperationException {
            JsonNode examples = CONTRACT.at("/components/examples");
            Set<String> codes = new TreeSet<>();
            for (Object kind : KINDS.getEnumConstants()) {
                String code = told(kind, "code");
                JsonNode example = examples.path(code).path("value");
                codes.add(code);

                assertThat(example.path("code").asText()).isEqualTo(code);
                assertThat(example.path("type").asText()).isEqualTo("urn:gatehouse:problem:" + code);
                assertThat(example.path("status").asText()).isEqualTo(told(kind, "status"));
                assertThat(example.path("title").asText()).isEqualTo(told(kind, "title"));
                assertThat(example.path("detail").asText()).isEqualTo(told(kind, "detail"));
            }

            assertThat(names(examples)).isEqualTo(codes);
            assertThat(CONTRACT.at(SCHEMAS + "Problem/properties/code/enum")
                            .valueStream()
                            .map(JsonNode::asText))
                    .containsExactlyInAnyOrderElementsOf(codes);
        }

        @Test
        void everyKindIsAnAnswerOfItsStatus() {
            Set<String> answers = new TreeSet<>();
            CONTRACT.operations().forEach(operation -> operation
                    .node()
                    .get("responses")
                    .properties()
                    .forEach(response -> {
                        JsonNode examples = CONTRACT.resolved(response.getValue())
                                .at("/content/application~1problem+json/examples");
                        examples.properties().forEach(example -> {
                            answers.add(example.getKey());
                            assertThat(CONTRACT.resolved(example.getValue())
                                            .at("/value/status")
                                            .asText())
                                    .as(operation + " " + example.getKey())
                                    .isEqualTo(response.getKey());
                        });
                    }));

            // These two are the answers of routes that are not there.
            answers.addAll(Set.of("not_found", "method_not_allowed"));
            assertThat(answers).isEqualTo(names(CONTRACT.at("/components/examples")));
        }

        private static String told(Object kind, String what) throws ReflectiveOperationException {
            Method method = KINDS.getDeclaredMethod(what);
            method.setAccessible(true);
            return method.invoke(kind).toString();
        }

        private static Class<?> type(String name) {
            try {
                return Class.forName(name);
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void everyExampleIsWhatItsSchemaSays() {
        int[] seen = {0};
        CONTRACT.at("").findParents("examples").forEach(media -> {
            if (media.has("schema")) {
                media.get("examples").forEach(example -> {
                    seen[0]++;
                    assertThat(CONTRACT.breaches(
                                    media.get("schema"),
                                    CONTRACT.resolved(example).get("value")))
                            .as(example.toString())
                            .isEmpty();
                });
            }
        });

        assertThat(seen[0]).isGreaterThan(CONTRACT.operations().size());
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(CONTRACT.at("").findValuesAsText("$ref")).isNotEmpty().allSatisfy(reference -> assertThat(
                        CONTRACT.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
    }
}
