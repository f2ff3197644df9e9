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
 * exception}. Line breaks and control characters are escaped (RFC 8259 §7), so that input cannot inject log lines (log forging).
 *
 * <p>Replaces the formatter of quarkus-logging-json, which nests the MDC and writes numbers as strings.
 */
final class JsonLines extends ExtFormatter {
    private static final JsonFactory JSON = JsonInput.factory();
    private static final int USUAL_LENGTH = 512;

    private final Timestamp timestamp = new Timestamp();

    @Override
    public String format(ExtLogRecord line) {
        StringWriter text = new StringWriter(USUAL_LENGTH);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("timestamp", timestamp.of(line.getInstant()));
            json.writeStringField("level", line.getLevel().getName());
            json.writeStringField("logger", line.getLoggerName());
            json.writeStringField("thread", line.getThreadName());
            LogFields fields = fields(line);
            json.writeStringField("message", fields == null ? formatMessage(line) : fields.toString());
            for (Map.Entry<String, String> known : line.getMdcCopy().entrySet()) {
                json.writeStringField(known.getKey(), known.getValue());
            }
            if (fields != null) {
                fields.writeTo(json);
            }
            if (line.getThrown() != null) {
                json.writeStringField("exception", stackTrace(line.getThrown()));
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.append('\n').toString();
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
