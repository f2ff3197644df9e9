package dev.gatehouse.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The dashboard that is shipped. */
final class Dashboard {
    static final Path FILE = Rules.FOLDER.resolve("dashboard/gatehouse.json");

    private Dashboard() {}

    static JsonNode json() {
        try {
            return new JsonMapper().readTree(FILE.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JsonNode> panels() {
        return json().path("panels").valueStream().toList();
    }

    static List<JsonNode> variables() {
        return json().at("/templating/list").valueStream().toList();
    }

    static Stream<JsonNode> targets() {
        return panels().stream().flatMap(panel -> panel.path("targets").valueStream());
    }

    static Stream<String> expressions() {
        return targets().map(target -> target.path("expr").asText());
    }

    /** What the variables of a query ask for, such as {@code label_values(metric, label)}. */
    static Stream<String> variableQueries() {
        return variables().stream()
                .filter(variable -> variable.path("type").asText().equals("query"))
                .map(variable -> variable.at("/query/query").asText());
    }
}
