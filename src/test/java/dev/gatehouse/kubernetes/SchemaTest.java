package dev.gatehouse.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.gatehouse.kubernetes.Rendering.Manifest;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.kubernetes.client.openapi.models.V1Deployment;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each manifest is what a server would take: no unknown field, none missing, none of the wrong type. */
class SchemaTest {
    /** Kinds that a cluster learns of by extensions. */
    private static final Set<String> EXTENSIONS = Set.of("ExternalSecret", "HTTPRoute", "ServiceMonitor");

    /** Of these, the kinds that the second model knows neither. */
    private static final Set<String> WITHOUT_A_MODEL = Set.of("ExternalSecret", "ServiceMonitor");

    static Stream<Manifest> manifests() {
        return Rendering.all();
    }

    static Stream<Manifest> builtIn() {
        return manifests().filter(manifest -> !EXTENSIONS.contains(manifest.kind()));
    }

    static Stream<Manifest> withAModel() {
        return manifests().filter(manifest -> !WITHOUT_A_MODEL.contains(manifest.kind()));
    }

    @Test
    void everyKindThatIsAskedForIsThere() {
        assertThat(Rendering.EVERYTHING.kinds())
                .contains(
                        "Deployment",
                        "Service",
                        "ConfigMap",
                        "ServiceAccount",
                        "PodDisruptionBudget",
                        "HorizontalPodAutoscaler",
                        "NetworkPolicy",
                        "ServiceMonitor",
                        "HTTPRoute",
                        "Ingress",
                        "ExternalSecret");
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void fieldsAreKnownAndComplete(Manifest manifest) throws ReflectiveOperationException {
        String version = manifest.apiVersion().substring(manifest.apiVersion().lastIndexOf('/') + 1);
        Class<?> model = Class.forName(
                V1Deployment.class.getPackageName() + "." + version.toUpperCase(Locale.ROOT) + manifest.kind());
        JsonElement json = JsonParser.parseString(manifest.tree().toString());
        model.getMethod("validateJsonElement", JsonElement.class).invoke(null, json);
    }

    @ParameterizedTest
    @MethodSource("withAModel")
    void typesAreRight(Manifest manifest) {
        assertThat(manifest.object()).isNotInstanceOf(GenericKubernetesResource.class);
    }

    @Test
    void unknownFieldWouldBeNoticed() {
        JsonElement json = JsonParser.parseString(
                "{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"spec\":{\"selector\":{},\"template\":{\"spec\":"
                        + "{\"containers\":[{\"name\":\"a\",\"readyProbe\":{}}]}}}}");
        assertThatThrownBy(() -> V1Deployment.validateJsonElement(json)).hasMessageContaining("readyProbe");
    }
}
