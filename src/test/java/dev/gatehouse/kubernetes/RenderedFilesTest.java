package dev.gatehouse.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing that can be applied is left out of what the other tests read. */
class RenderedFilesTest {

    @Test
    void everyOverlayIsRendered() throws IOException {
        List<String> overlays =
                Stream.of(Rendering.values()).map(Rendering::overlay).toList();
        assertThat(names("overlays")).containsExactlyInAnyOrderElementsOf(overlays);
        assertThat(names("rendered"))
                .containsExactlyInAnyOrderElementsOf(
                        overlays.stream().map(overlay -> overlay + ".yaml").toList());
    }

    @Test
    void everyComponentIsRendered() throws IOException {
        JsonNode overlay = new YAMLMapper()
                .readTree(Rendering.sources("overlays/everything/kustomization.yaml")
                        .toFile());
        assertThat(overlay.get("components").valueStream().map(each -> each.asText()
                        .replace("../../components/", "")))
                .containsExactlyInAnyOrderElementsOf(names("components"));
    }

    private static List<String> names(String folder) throws IOException {
        try (Stream<Path> files = Files.list(Rendering.sources(folder))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
