package dev.gatehouse.kubernetes;

import static dev.gatehouse.kubernetes.Rule.assertInEachRendering;
import static dev.gatehouse.kubernetes.Rule.assertOnEach;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.RollingUpdateDeployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.quarkus.runtime.configuration.DurationConverter;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How the pods run, in every rendering. */
class WorkloadTest {

    /** The pod of the only Deployment. */
    static PodSpec pod(Rendering rendering) {
        return rendering.only(Deployment.class).getSpec().getTemplate().getSpec();
    }

    /** The only container of that pod. */
    static Container container(Rendering rendering) {
        List<Container> containers = pod(rendering).getContainers();
        assertThat(containers).hasSize(1);
        return containers.getFirst();
    }

    @Test
    void oneDeploymentHasOneContainer() {
        assertInEachRendering(
                rendering -> assertThat(pod(rendering).getContainers()).hasSize(1));
    }

    @Test
    void resourcesAreRequestedAndLimited() {
        assertInEachRendering(rendering -> {
            Container container = container(rendering);
            Map<String, Quantity> requests = container.getResources().getRequests();
            Map<String, Quantity> limits = container.getResources().getLimits();
            assertThat(requests).containsOnlyKeys("cpu", "memory");
            assertThat(limits).containsOnlyKeys("cpu", "memory");
            assertThat(requests).allSatisfy((name, quantity) -> assertThat(quantity.getNumericalAmount())
                    .isLessThanOrEqualTo(limits.get(name).getNumericalAmount()));
        });
    }

    @Test
    void nativeProcessFitsItsMemory() {
        assertOnEach(Stream.of(Rendering.PRODUCTION, Rendering.EVERYTHING), rendering -> assertThat(
                        container(rendering).getResources().getLimits())
                .containsEntry("memory", new Quantity("128Mi")));
    }

    @Test
    void imageHasAVersion() {
        assertInEachRendering(rendering -> assertThat(container(rendering).getImage())
                .matches("(?:[\\w.-]+(?::\\d+)?/)*[\\w-]+:[\\w.-]+")
                .doesNotEndWith(":latest"));
    }

    @Test
    void replicasSpreadOverZonesAndNodes() {
        assertInEachRendering(rendering -> assertThat(pod(rendering).getTopologySpreadConstraints())
                .extracting("topologyKey")
                .containsExactly("topology.kubernetes.io/zone", "kubernetes.io/hostname"));
    }

    @Test
    void gracePeriodCoversTheShutdown() throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            properties.load(in);
        }
        Duration shutdown = duration(properties, "%prod.quarkus.shutdown.delay")
                .plus(duration(properties, "quarkus.shutdown.timeout"));
        assertInEachRendering(
                rendering -> assertThat(Duration.ofSeconds(pod(rendering).getTerminationGracePeriodSeconds()))
                        .isGreaterThan(shutdown));
    }

    @Test
    void rollOutTakesNoReplicaAway() {
        assertInEachRendering(rendering -> {
            RollingUpdateDeployment update =
                    rendering.only(Deployment.class).getSpec().getStrategy().getRollingUpdate();
            assertThat(update.getMaxUnavailable().getIntVal()).isZero();
            assertThat(update.getMaxSurge().getIntVal()).isPositive();
        });
    }

    @Test
    void productionHasThreeReplicasAndMore() {
        HorizontalPodAutoscaler autoscaler = Rendering.PRODUCTION.only(HorizontalPodAutoscaler.class);
        assertThat(autoscaler.getSpec().getMinReplicas()).isEqualTo(3);
        assertThat(autoscaler.getSpec().getMaxReplicas()).isGreaterThan(3);
        assertThat(Rendering.PRODUCTION.only(Deployment.class).getSpec().getReplicas())
                .as("left to the autoscaler")
                .isNull();
        assertThat(Rendering.EVERYTHING.only(Deployment.class).getSpec().getReplicas())
                .isEqualTo(3);
    }

    @Test
    void drainingNodesTakesOneReplicaAtATime() {
        PodDisruptionBudget budget = Rendering.PRODUCTION.only(PodDisruptionBudget.class);
        assertThat(budget.getSpec().getMaxUnavailable().getIntVal()).isEqualTo(1);
    }

    @Test
    void localHasOneReplicaThatNobodyScales() {
        assertThat(Rendering.LOCAL.only(Deployment.class).getSpec().getReplicas())
                .isEqualTo(1);
        assertThat(Rendering.LOCAL.each(HorizontalPodAutoscaler.class)).isEmpty();
        assertThat(Rendering.LOCAL.each(PodDisruptionBudget.class)).isEmpty();
    }

    @Test
    void administrationHasARole() {
        assertThat(Rendering.PRODUCTION.only(ServiceAccount.class).getMetadata().getAnnotations())
                .containsKey("eks.amazonaws.com/role-arn");
    }

    private static Duration duration(Properties properties, String name) {
        return DurationConverter.parseDuration(properties.getProperty(name));
    }
}
