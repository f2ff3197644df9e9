package dev.gatehouse.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What kustomize makes of each overlay, as {@code infrastructure/kubernetes/rendered} holds it. */
enum Rendering {
    LOCAL,
    PRODUCTION,
    /** The base with every component that there is, because no deployment wants them all. */
    EVERYTHING;

    private static final KubernetesSerialization MODEL = new KubernetesSerialization();

    private final List<Manifest> manifests;

    Rendering() {
        this.manifests = parse(sources("rendered").resolve(overlay() + ".yaml"));
    }

    /** The name of its folder below {@code overlays}. */
    String overlay() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A folder of the manifests. */
    static Path sources(String folder) {
        return Path.of("infrastructure/kubernetes", folder);
    }

    /** One object, as it is in the text. */
    record Manifest(Rendering rendering, JsonNode tree) {
        String kind() {
            return tree.path("kind").asText();
        }

        String apiVersion() {
            return tree.path("apiVersion").asText();
        }

        HasMetadata object() {
            return MODEL.unmarshal(tree.toString());
        }

        @Override
        public String toString() {
            return rendering + " " + kind() + " " + tree.at("/metadata/name").asText();
        }
    }

    static Stream<Manifest> all() {
        return Stream.of(values()).flatMap(rendering -> rendering.manifests.stream());
    }

    /** The objects of this type in every rendering. */
    static <T extends HasMetadata> Stream<T> all(Class<T> type) {
        return Stream.of(values()).flatMap(rendering -> rendering.each(type).stream());
    }

    List<String> kinds() {
        return manifests.stream().map(Manifest::kind).toList();
    }

    /** The objects of a kind, as trees: for kinds without a class. */
    List<JsonNode> trees(String kind) {
        return manifests.stream()
                .filter(manifest -> manifest.kind().equals(kind))
                .map(Manifest::tree)
                .toList();
    }

    <T extends HasMetadata> List<T> each(Class<T> type) {
        return manifests.stream()
                .map(Manifest::object)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    <T extends HasMetadata> T only(Class<T> type) {
        List<T> found = each(type);
        if (found.size() != 1) {
            throw new AssertionError(this + " has " + found.size() + " of " + type.getSimpleName());
        }
        return found.getFirst();
    }

    private List<Manifest> parse(Path file) {
        try (var values = new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
            return values.readAll().stream()
                    .map(tree -> new Manifest(this, tree))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
