package dev.gatehouse.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gatehouse.json.JsonInput;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object per line: {@code timestamp} (RFC 3339), {@code level}, {@code logger}, {@code thread}, {@code message}, then
 * the request's fields ({@code request_id}, {@code trace_id} …, from the MDC), the line's own {@link LogFields}, and {@code
 * exception}; the names are those of the {@link LogNames convention}. Line breaks and control characters are escaped (RFC 8259 §7), so that input cannot inject log lines (log forging).
 *
 * <p>Replaces the formatter of quarkus-logging-json, which nests the MDC and writes numbers as strings.
 */
final class JsonLines extends ExtFormatter {
    private static final JsonFactory JSON = JsonInput.factory();
    private static final int USUAL_LENGTH = 512;

    /** The version of ECS whose fields are written; its specification for logs requires it on every line. */
    private static final String ECS_VERSION = "8.11.0";

    private final Timestamp timestamp = new Timestamp();
    private final MemberNames names;

    JsonLines(LogNames names) {
        this.names = new MemberNames(names);
    }

    @Override
    public String format(ExtLogRecord line) {
        StringWriter text = new StringWriter(USUAL_LENGTH);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            write(line, new LogLine(json, names));
            if (names.convention() == LogNames.ECS) {
                json.writeStringField("ecs.version", ECS_VERSION);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.append('\n').toString();
    }

    private void write(ExtLogRecord record, LogLine line) throws IOException {
        line.text(LogMember.TIMESTAMP, timestamp.of(record.getInstant()));
        line.text(LogMember.LEVEL, record.getLevel().getName());
        line.text(LogMember.LOGGER, record.getLoggerName());
        line.text(LogMember.THREAD, record.getThreadName());
        LogFields fields = fields(record);
        line.text(LogMember.MESSAGE, fields == null ? formatMessage(record) : fields.toString());
        for (Map.Entry<String, String> known : record.getMdcCopy().entrySet()) {
            line.context(known.getKey(), known.getValue());
        }
        if (fields != null) {
            fields.writeTo(line);
        }
        if (record.getThrown() != null) {
            line.text(LogMember.EXCEPTION, stackTrace(record.getThrown()));
        }
    }

    /** The line's own fields, if they are its only parameter; their toString is then the message. */
    private static @Nullable LogFields fields(ExtLogRecord line) {
        Object[] parameters = line.getParameters();
        return parameters != null && parameters.length == 1 && parameters[0] instanceof LogFields fields
                ? fields
                : null;
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
