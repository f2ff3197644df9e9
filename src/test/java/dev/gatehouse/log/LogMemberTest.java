package dev.gatehouse.log;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of names, and lines in each convention. */
class LogMemberTest {
    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    /** Of https://github.com/elastic/ecs/blob/v8.11.0/generated/csv/fields.csv, those that fit a line of this service. */
    private static final Set<String> ECS_FIELDS = Set.of(
            "@timestamp",
            "client.ip",
            "error.stack_trace",
            "event.action",
            "event.duration",
            "event.reason",
            "group.name",
            "http.request.id",
            "http.request.method",
            "http.response.body.bytes",
            "http.response.status_code",
            "log.level",
            "log.logger",
            "message",
            "process.thread.name",
            "span.id",
            "trace.id",
            "url.path",
            "user.id",
            "user.target.id",
            "user_agent.original");

    /**
     * Of the attributes at https://opentelemetry.io/docs/specs/semconv/registry/attributes/, those that fit, and the fields of
     * the log data model, spelled as https://opentelemetry.io/docs/specs/otel/compatibility/logging_trace_context/ spells them.
     */
    private static final Set<String> OTEL_NAMES = Set.of(
            "body",
            "client.address",
            "enduser.id",
            "event_name",
            "exception.stacktrace",
            "http.request.method",
            "http.response.body.size",
            "http.response.status_code",
            "http.route",
            "otel.scope.name",
            "severity_text",
            "span_id",
            "thread.name",
            "timestamp",
            "trace_flags",
            "trace_id",
            "user_agent.original");

    private static Stream<String> names(LogNames convention) {
        return Arrays.stream(LogMember.values()).map(member -> member.in(convention));
    }

    private static Stream<String> ofTheConvention(LogNames convention) {
        return names(convention).filter(name -> !name.startsWith("gatehouse."));
    }

    @Nested
    class Table {

        @ParameterizedTest
        @EnumSource(LogNames.class)
        void namesOfAConventionAreDistinct(LogNames convention) {
            assertThat(names(convention)).doesNotHaveDuplicates();
        }

        @Test
        void gatehousesNamesAreSnakeCase() {
            assertThat(names(LogNames.GATEHOUSE)).allMatch(name -> name.matches("[a-z]+(_[a-z]+)*"));
        }

        @Test
        void ecsNamesAreFieldsOfEcs() {
            assertThat(ofTheConvention(LogNames.ECS)).containsExactlyInAnyOrderElementsOf(ECS_FIELDS);
        }

        @Test
        void otelNamesAreOpenTelemetrys() {
            assertThat(ofTheConvention(LogNames.OTEL)).containsExactlyInAnyOrderElementsOf(OTEL_NAMES);
        }

        @ParameterizedTest
        @EnumSource(
                value = LogNames.class,
                names = {"OTEL", "ECS"})
        void memberWithoutANameOfTheConventionKeepsItsOwn(LogNames convention) {
            assertThat(Arrays.stream(LogMember.values())
                            .filter(member -> member.in(convention).startsWith("gatehouse.")))
                    .isNotEmpty()
                    .allMatch(member -> member.in(convention).equals("gatehouse." + member.in(LogNames.GATEHOUSE)));
        }

        /** A name that is also the beginning of another would be a value and an object at once in a store that nests. */
        @ParameterizedTest
        @EnumSource(LogNames.class)
        void noNameIsTheParentOfAnother(LogNames convention) {
            assertThat(names(convention)
                            .filter(name -> names(convention).anyMatch(each -> each.startsWith(name + "."))))
                    .isEmpty();
        }

        @Test
        void documentationHasEveryRow() throws IOException {
            assertThat(Files.readString(Path.of("docs/observability.md")))
                    .contains(Arrays.stream(LogMember.values())
                            .map(member -> "| `%s` | `%s` | `%s` |"
                                    .formatted(
                                            member.in(LogNames.GATEHOUSE),
                                            member.in(LogNames.OTEL),
                                            member.in(LogNames.ECS)))
                            .toList());
        }
    }

    @Nested
    class Lines {
        private static final Map<String, String> CONTEXT = Map.of(
                LogField.REQUEST_ID, "r-1", LogField.TRACE_ID, "t-1", LogField.USER_ID, "u-1", "unknown_key", "x-1");

        private static JsonNode line(LogNames convention, LogFields fields) throws IOException {
            ExtLogRecord record = new ExtLogRecord(Level.ERROR, "%s", ExtLogRecord.FormatStyle.PRINTF, "");
            record.setLoggerName("a.logger");
            record.setParameters(new Object[] {fields});
            record.setMdc(CONTEXT);
            record.setThrown(new IllegalStateException("because"));
            return JSON.readTree(new JsonLines(convention).format(record));
        }

        /** Has all members that do not come from the context. */
        private static final class Everything implements LogFields {
            @Override
            public void writeTo(LogLine line) throws IOException {
                line.text(LogMember.METHOD, "GET");
                line.text(LogMember.ROUTE, "/auth/me");
                line.number(LogMember.STATUS, 200);
                line.duration(Duration.ofNanos(1_234_567));
                line.number(LogMember.BYTES, 12);
                line.text(LogMember.EVENT, "access_decision");
                line.outcome("refused");
                line.text(LogMember.REASON, "none");
            }

            @Override
            public String toString() {
                return "what happened";
            }
        }

        private static Map<String, JsonNode> members(JsonNode line) {
            return line.properties().stream()
                    .collect(toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> b, LinkedHashMap::new));
        }

        /** So no convention has more of a request than another, and what holds of the values of one holds of all. */
        @ParameterizedTest
        @EnumSource(LogNames.class)
        void everyConventionHasTheSameValues(LogNames convention) throws IOException {
            Map<String, JsonNode> own = members(line(LogNames.GATEHOUSE, new Everything()));
            Map<String, JsonNode> other = members(line(convention, new Everything()));
            other.keySet().removeAll(Set.of("ecs.version", "event.outcome"));
            List<String> changing = List.of(
                    "timestamp", "@timestamp", "duration_ms", "event.duration", "exception", "error.stack_trace");
            own.keySet().removeAll(changing);
            other.keySet().removeAll(changing);
            other.remove("exception.stacktrace");
            other.remove("gatehouse.duration_ms");
            assertThat(other.values()).containsExactlyElementsOf(own.values());
        }

        @ParameterizedTest
        @CsvSource({
            "GATEHOUSE, level, logger, message, exception, request_id, trace_id, user_id, unknown_key",
            "OTEL, severity_text, otel.scope.name, body, exception.stacktrace, gatehouse.request_id, trace_id, enduser.id,"
                    + " gatehouse.unknown_key",
            "ECS, log.level, log.logger, message, error.stack_trace, http.request.id, trace.id, user.id, gatehouse.unknown_key"
        })
        void contextHasTheNamesOfTheConvention(
                LogNames convention,
                String level,
                String logger,
                String message,
                String exception,
                String requestId,
                String traceId,
                String userId,
                String unknown)
                throws IOException {
            JsonNode line = line(convention, new Everything());
            assertThat(line.path(level).asText()).isEqualTo("ERROR");
            assertThat(line.path(logger).asText()).isEqualTo("a.logger");
            assertThat(line.path(message).asText()).isEqualTo("what happened");
            assertThat(line.path(exception).asText()).contains("IllegalStateException: because");
            assertThat(line.path(requestId).asText()).isEqualTo("r-1");
            assertThat(line.path(traceId).asText()).isEqualTo("t-1");
            assertThat(line.path(userId).asText()).isEqualTo("u-1");
            assertThat(line.path(unknown).asText()).isEqualTo("x-1");
        }

        @ParameterizedTest
        @CsvSource({
            "GATEHOUSE, duration_ms, 1.235",
            "OTEL, gatehouse.duration_ms, 1.235",
            "ECS, event.duration, 1234567"
        })
        void durationIsInTheUnitOfTheConvention(LogNames convention, String name, String value) throws IOException {
            assertThat(line(convention, new Everything()).path(name).asText()).isEqualTo(value);
        }

        @ParameterizedTest
        @CsvSource({"success, success", "failure, failure", "refused, failure", "challenge, unknown"})
        void outcomeIsAlsoInTheWordsOfEcs(String ours, String ecs) throws IOException {
            JsonNode line = line(LogNames.ECS, written -> written.outcome(ours));
            assertThat(line.path("event.outcome").asText()).isEqualTo(ecs);
            assertThat(line.path("gatehouse.outcome").asText()).isEqualTo(ours);
        }

        @Test
        void ecsLineHasTheVersionOfEcs() throws IOException {
            assertThat(line(LogNames.ECS, new Everything()).path("ecs.version").asText())
                    .isEqualTo("8.11.0");
        }

        @ParameterizedTest
        @EnumSource(LogNames.class)
        void everyNameOfALineIsInTheTable(LogNames convention) throws IOException {
            Set<String> known = new TreeSet<>(names(convention).toList());
            known.addAll(List.of("unknown_key", "gatehouse.unknown_key", "ecs.version", "event.outcome"));
            assertThat(members(line(convention, new Everything())).keySet()).isSubsetOf(known);
        }
    }
}
