package dev.gatehouse.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What kubectl makes of one folder: the objects that it would send to a cluster. */
enum Rendering {
    LOCAL {
        @Override
        Path folder() {
            return sources("overlays/local");
        }
    },
    PRODUCTION {
        @Override
        Path folder() {
            return sources("overlays/production");
        }
    },
    /** The base with every component that there is, because no overlay wants them all. */
    EVERYTHING {
        @Override
        Path folder() {
            return withEveryComponent();
        }
    };

    private static final KubernetesSerialization MODEL = new KubernetesSerialization();

    private final List<Manifest> manifests;

    Rendering() {
        this.manifests = parse(kustomize(folder()));
    }

    abstract Path folder();

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

    private List<Manifest> parse(String text) {
        try (var values = new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            return values.readAll().stream()
                    .map(tree -> new Manifest(this, tree))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path sources(String folder) {
        return Path.of("infrastructure/kubernetes").resolve(folder);
    }

    private static Path withEveryComponent() {
        try (Stream<Path> components = Files.list(sources("components"))) {
            Path folder = Files.createDirectories(Path.of("target/kubernetes"));
            StringBuilder text = new StringBuilder("resources:\n- ../../" + sources("base") + "\ncomponents:\n");
            components
                    .sorted()
                    .forEach(each -> text.append("- ../../").append(each).append('\n'));
            Files.writeString(folder.resolve("kustomization.yaml"), text);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String kustomize(Path folder) {
        try {
            Process process = new ProcessBuilder("kubectl", "kustomize", folder.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError("kubectl cannot render " + folder + "; it says why on standard error.");
            }
            return output;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "These tests need kubectl 1.27 or later on the path: install it (https://kubernetes.io/docs/tasks/tools).",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
