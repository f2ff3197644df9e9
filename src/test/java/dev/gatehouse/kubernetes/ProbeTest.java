package dev.gatehouse.kubernetes;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.PoolResource;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The application answers what the manifests ask of it. */
@QuarkusTest
@WithTestResource(PoolResource.class)
class ProbeTest {

    @Test
    void probedPathsExist() {
        Set<String> paths = Rendering.all(Deployment.class)
                .flatMap(deployment -> deployment.getSpec().getTemplate().getSpec().getContainers().stream())
                .flatMap(ProbeTest::probes)
                .map(probe -> probe.getHttpGet().getPath())
                .collect(Collectors.toSet());
        assertThat(paths)
                .containsExactlyInAnyOrder("/health/started", "/health/ready", "/health/live")
                .allSatisfy(ProbeTest::awaitOk);
    }

    @Test
    @SuppressWarnings("unchecked")
    void scrapedPathExists() {
        GenericKubernetesResource monitor = Rendering.EVERYTHING.each(GenericKubernetesResource.class).stream()
                .filter(each -> each.getKind().equals("ServiceMonitor"))
                .findFirst()
                .orElseThrow();
        assertThat((List<Map<String, Object>>) monitor.get("spec", "endpoints"))
                .singleElement()
                .satisfies(endpoint -> awaitOk((String) endpoint.get("path")));
    }

    private static Stream<Probe> probes(Container container) {
        return Stream.of(container.getStartupProbe(), container.getReadinessProbe(), container.getLivenessProbe());
    }

    /** Readiness waits for the first keys. */
    private static void awaitOk(String path) {
        for (int i = 0; i < 200 && get(path).statusCode() != 200; i++) {
            pause();
        }
        get(path).then().statusCode(200);
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
