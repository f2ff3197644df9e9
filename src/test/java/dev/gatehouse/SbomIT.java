package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The bill of materials of the package, and what may be in it: nothing gets in that nobody has looked at. */
class SbomIT {
    private static final Path BUILT = Path.of("target");
    /** Where one is a choice of several, one of them suffices. */
    private static final Set<String> LICENSES = Set.of(
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "CC0-1.0",
            "EPL-1.0",
            "EPL-2.0",
            "GPL-2.0-with-classpath-exception",
            "MIT",
            "MIT-0",
            "UPL-1.0");

    private final JsonNode sbom;

    SbomIT() throws IOException {
        sbom = new ObjectMapper().readTree(BUILT.resolve("gatehouse-sbom.json").toFile());
    }

    private Stream<JsonNode> components() {
        return StreamSupport.stream(sbom.get("components").spliterator(), false)
                .filter(component -> !component.get("group").asText().equals("dev.gatehouse"))
                // One per platform, that of the machine which builds.
                .filter(component -> !component.get("name").asText().startsWith("native-"));
    }

    private static String scope(JsonNode component) {
        for (JsonNode property : component.get("properties")) {
            if (property.get("name").asText().equals("quarkus:component:scope")) {
                return property.get("value").asText();
            }
        }
        return "";
    }

    private static String sha256(JsonNode component) {
        for (JsonNode hash : component.get("hashes")) {
            if (hash.get("alg").asText().equals("SHA-256")) {
                return hash.get("content").asText();
            }
        }
        return "";
    }

    @Test
    void everyDependencyIsOneThatIsLocked() throws IOException {
        List<String> built = components()
                .map(component -> component.get("purl").asText() + " " + scope(component) + " " + sha256(component))
                .sorted()
                .toList();
        Files.write(BUILT.resolve("dependencies.lock"), built);

        assertThat(built)
                .as("look at what changed, then copy target/dependencies.lock to .ci/dependencies.lock")
                .isEqualTo(Files.readAllLines(Path.of(".ci", "dependencies.lock")));
    }

    @Test
    void everyDependencyHasALicenseThatIsAllowed() {
        assertThat(components()).allSatisfy(component -> assertThat(component.findValues("license").stream()
                        .map(license -> license.path("id").asText()))
                .as(component.get("purl").asText())
                .containsAnyElementsOf(LICENSES));
    }

    @Test
    void sameSourcesMakeTheSameBill() {
        assertThat(sbom.get("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(sbom.get("metadata").get("timestamp").asText()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(sbom.has("serialNumber")).isFalse();
    }
}
