package dev.gatehouse.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLinesTest {
    private final JsonLines lines = new JsonLines(LogNames.GATEHOUSE);

    private static ExtLogRecord record(String message, Object... parameters) {
        ExtLogRecord record = new ExtLogRecord(Level.INFO, message, ExtLogRecord.FormatStyle.PRINTF, "");
        record.setLoggerName("a.logger");
        record.setParameters(parameters);
        record.setMdc(Map.of("request_id", "r-1"));
        return record;
    }

    private JsonNode json(ExtLogRecord record) throws Exception {
        return new ObjectMapper().readTree(lines.format(record));
    }

    @Test
    void fieldsOfTheRequestAreBesideTheMessage() throws Exception {
        JsonNode line = json(record("hello"));
        assertThat(line.get("message").asText()).isEqualTo("hello");
        assertThat(line.get("request_id").asText()).isEqualTo("r-1");
        assertThat(line.get("level").asText()).isEqualTo("INFO");
        assertThat(line.get("logger").asText()).isEqualTo("a.logger");
    }

    @Test
    void timestampIsRfc3339() throws Exception {
        assertThat(json(record("hello")).get("timestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-27T09:08:07Z, 2026-11-27T09:08:07.000000Z",
        "2026-11-27T09:08:07.000042999Z, 2026-11-27T09:08:07.000042Z",
        "1969-12-31T23:59:59.5Z, 1969-12-31T23:59:59.500000Z"
    })
    void timestampHasSixDecimals(Instant time, String written) throws Exception {
        ExtLogRecord record = record("hello");
        record.setInstant(time);
        assertThat(json(record).get("timestamp").asText()).isEqualTo(written);
    }

    @Test
    void numbersAreNumbers() throws Exception {
        LogFields fields = line -> {
            line.number(LogMember.STATUS, 7);
            line.duration(Duration.ofNanos(500_000));
        };
        JsonNode line = json(record("%s", fields));
        assertThat(line.get("status").isInt()).isTrue();
        assertThat(line.get("duration_ms").isDouble()).isTrue();
    }

    @Test
    void everyLineIsOneLine() {
        String line = lines.format(record("one\ntwo\r\nthree\u2028four\u0000\u001b[31m"));
        assertThat(line).endsWith("}\n");
        assertThat(line.substring(0, line.length() - 1)).doesNotContain("\n", "\r", "\u0000", "\u001b");
    }

    @Test
    void exceptionIsWrittenWithItsStackTrace() throws Exception {
        ExtLogRecord record = record("it broke");
        record.setThrown(new IllegalStateException("because"));
        assertThat(json(record).get("exception").asText()).contains("IllegalStateException: because", "\tat ");
    }
}
