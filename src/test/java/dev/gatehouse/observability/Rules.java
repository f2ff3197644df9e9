package dev.gatehouse.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules that are shipped. */
final class Rules {
    static final Path FOLDER = Path.of("infrastructure/observability");

    private Rules() {}

    /**
     * One alerting rule.
     *
     * @param severity its label
     */
    record Alert(String name, String expression, String severity, JsonNode annotations) {
        String annotation(String annotation) {
            return annotations.path(annotation).asText();
        }

        @Override
        public String toString() {
            return name + " (" + severity + ")";
        }
    }

    private static Stream<JsonNode> rules() {
        return yaml("prometheus-rule.yaml").at("/spec/groups").valueStream().flatMap(group -> group.path("rules")
                .valueStream());
    }

    static JsonNode yaml(String file) {
        try {
            return new YAMLMapper()
                    .readTree(FOLDER.resolve("rules").resolve(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Alert> alerts() {
        return rules().filter(rule -> rule.has("alert"))
                .map(rule -> new Alert(
                        rule.path("alert").asText(),
                        rule.path("expr").asText(),
                        rule.at("/labels/severity").asText(),
                        rule.path("annotations")))
                .toList();
    }

    /** The names of the series that rules record. */
    static Set<String> recorded() {
        return rules().filter(rule -> rule.has("record"))
                .map(rule -> rule.path("record").asText())
                .collect(Collectors.toSet());
    }

    static Stream<String> expressions() {
        return rules().map(rule -> rule.path("expr").asText());
    }
}
