package dev.gatehouse.kubernetes;

import static dev.gatehouse.kubernetes.Rule.assertOnEach;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.gatehouse.kubernetes.Rendering.Manifest;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.kubernetes.client.openapi.models.V1Deployment;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each manifest is what a server would take: no unknown field, none missing, none of the wrong type. */
class SchemaTest {
    /** Kinds that extensions add to a cluster. */
    private static final Set<String> EXTENSIONS = Set.of(
            "AuthorizationPolicy",
            "Certificate",
            "ExternalSecret",
            "HTTPRoute",
            "Middleware",
            "PrometheusRule",
            "ServiceMonitor");

    /** Of these, the kinds that fabric8 has no class for. */
    private static final Set<String> WITHOUT_A_MODEL = Set.of(
            "AuthorizationPolicy", "Certificate", "ExternalSecret", "Middleware", "PrometheusRule", "ServiceMonitor");

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
                        "PrometheusRule",
                        "HTTPRoute",
                        "Ingress",
                        "ExternalSecret",
                        "Certificate");
    }

    @Test
    void fieldsAreKnownAndComplete() {
        assertOnEach(Rendering.all().filter(manifest -> !EXTENSIONS.contains(manifest.kind())), SchemaTest::validate);
    }

    /** Fails on unknown and missing fields. */
    private static void validate(Manifest manifest) throws ReflectiveOperationException {
        String version = manifest.apiVersion().substring(manifest.apiVersion().lastIndexOf('/') + 1);
        Class<?> model = Class.forName(
                V1Deployment.class.getPackageName() + "." + version.toUpperCase(Locale.ROOT) + manifest.kind());
        JsonElement json = JsonParser.parseString(manifest.tree().toString());
        model.getMethod("validateJsonElement", JsonElement.class).invoke(null, json);
    }

    @Test
    void typesAreRight() {
        assertOnEach(
                Rendering.all().filter(manifest -> !WITHOUT_A_MODEL.contains(manifest.kind())),
                manifest -> assertThat(manifest.object()).isNotInstanceOf(GenericKubernetesResource.class));
    }

    @Test
    void unknownFieldWouldBeNoticed() {
        JsonElement json = JsonParser.parseString(
                "{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"spec\":{\"selector\":{},\"template\":{\"spec\":"
                        + "{\"containers\":[{\"name\":\"a\",\"readyProbe\":{}}]}}}}");
        assertThatThrownBy(() -> V1Deployment.validateJsonElement(json)).hasMessageContaining("readyProbe");
    }
}
