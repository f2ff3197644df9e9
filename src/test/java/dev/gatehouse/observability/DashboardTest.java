package dev.gatehouse.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DashboardTest {
    /** An annotation of the last applied state, which {@code kubectl apply} writes, takes no more. */
    private static final int LARGEST_CONFIG_MAP = 262_144;

    /** What a screen of 1080 lines shows, in units of the grid. */
    private static final int SCREEN = 24;

    @Test
    void everyDatasourceIsTheVariable() {
        List<JsonNode> references = Dashboard.json().findValues("datasource");
        assertThat(references).isNotEmpty().allSatisfy(reference -> {
            assertThat(reference.path("type").asText()).isEqualTo("prometheus");
            assertThat(reference.path("uid").asText()).isEqualTo("${datasource}");
        });
        assertThat(Stream.concat(
                        Stream.concat(Dashboard.panels().stream(), Dashboard.targets()),
                        Dashboard.variables().stream()
                                .filter(variable ->
                                        variable.path("type").asText().equals("query"))))
                .allSatisfy(part -> assertThat(part.has("datasource")).isTrue());
    }

    @Test
    void nothingMustBeFilledInAtTheImport() throws IOException {
        assertThat(Files.readString(Dashboard.FILE)).doesNotContain("__inputs", "__requires", "DS_");
        assertThat(Dashboard.json().path("id").isNull()).isTrue();
        assertThat(Dashboard.json().path("uid").asText()).isEqualTo("gatehouse");
    }

    @Test
    void variablesAreTheDatasourceTheNamespaceAndThePod() {
        assertThat(Dashboard.variables())
                .extracting(variable -> variable.path("name").asText())
                .containsExactly("datasource", "namespace", "pod");
    }

    @Test
    void namespaceAndPodHaveAllWhichIsTheDefault() {
        assertThat(Dashboard.variables().subList(1, 3)).allSatisfy(variable -> {
            assertThat(variable.path("includeAll").asBoolean()).isTrue();
            assertThat(variable.path("allValue").asText()).isEqualTo(".*");
            assertThat(variable.at("/current/value/0").asText()).isEqualTo("$__all");
        });
    }

    @Test
    void everyExpressionIsOfTheChosenNamespaceAndPod() {
        assertThat(Dashboard.expressions()).isNotEmpty().allSatisfy(expression -> assertThat(
                        expression.split("\\{", -1).length)
                .isEqualTo(expression.split("namespace=~\"\\$namespace\", pod=~\"\\$pod\"", -1).length));
    }

    @Test
    void panelsFitOnOneScreenWithoutOverlap() {
        List<JsonNode> places =
                Dashboard.panels().stream().map(panel -> panel.path("gridPos")).toList();
        boolean[][] taken = new boolean[SCREEN][SCREEN];
        for (JsonNode place : places) {
            for (int y = 0; y < place.path("h").asInt(); y++) {
                for (int x = 0; x < place.path("w").asInt(); x++) {
                    boolean[] row = taken[place.path("y").asInt() + y];
                    assertThat(row[place.path("x").asInt() + x]).isFalse();
                    row[place.path("x").asInt() + x] = true;
                }
            }
        }
    }

    @Test
    void panelsHaveIdsOfTheirOwn() {
        assertThat(Dashboard.panels())
                .extracting(panel -> panel.path("id").asInt())
                .doesNotHaveDuplicates()
                .doesNotContain(0);
    }

    @Test
    void fitsIntoAConfigMap() throws IOException {
        assertThat(Files.size(Dashboard.FILE)).isLessThan(LARGEST_CONFIG_MAP);
    }

    @Test
    void sidecarFindsItByItsLabel() throws IOException {
        JsonNode generator = new YAMLMapper()
                .readTree(Rules.FOLDER.resolve("dashboard/kustomization.yaml").toFile())
                .at("/configMapGenerator/0");
        JsonNode label = generator.at("/options/labels/grafana_dashboard");
        assertThat(label.isTextual()).isTrue();
        assertThat(label.asText()).isEqualTo("1");
        assertThat(generator.at("/files/0").asText())
                .isEqualTo(Dashboard.FILE.getFileName().toString());
    }
}
