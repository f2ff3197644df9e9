package dev.gatehouse.kubernetes;

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
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How the pods run, in every rendering. */
class WorkloadTest {

    static Stream<PodSpec> pods() {
        return Rendering.all(Deployment.class)
                .map(deployment -> deployment.getSpec().getTemplate().getSpec());
    }

    static Stream<Container> containers() {
        return pods().flatMap(pod -> pod.getContainers().stream());
    }

    @ParameterizedTest
    @EnumSource(Rendering.class)
    void thereIsADeployment(Rendering rendering) {
        assertThat(rendering
                        .only(Deployment.class)
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers())
                .hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("containers")
    void resourcesAreAskedForAndLimited(Container container) {
        Map<String, Quantity> requests = container.getResources().getRequests();
        Map<String, Quantity> limits = container.getResources().getLimits();
        assertThat(requests).containsOnlyKeys("cpu", "memory");
        assertThat(limits).containsOnlyKeys("cpu", "memory");
        requests.forEach((name, quantity) -> assertThat(quantity.getNumericalAmount())
                .isLessThanOrEqualTo(limits.get(name).getNumericalAmount()));
    }

    @ParameterizedTest
    @EnumSource(names = {"PRODUCTION", "EVERYTHING"})
    void nativeProcessFitsItsMemory(Rendering rendering) {
        Container container = rendering
                .only(Deployment.class)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst();
        assertThat(container.getResources().getLimits()).containsEntry("memory", new Quantity("128Mi"));
    }

    @ParameterizedTest
    @MethodSource("containers")
    void imageHasAVersion(Container container) {
        assertThat(container.getImage())
                .matches("(?:[\\w.-]+(?::\\d+)?/)*[\\w-]+:[\\w.-]+")
                .doesNotEndWith(":latest");
    }

    @ParameterizedTest
    @MethodSource("pods")
    void replicasSpreadOverZonesAndNodes(PodSpec pod) {
        assertThat(pod.getTopologySpreadConstraints())
                .extracting("topologyKey")
                .containsExactly("topology.kubernetes.io/zone", "kubernetes.io/hostname");
    }

    @ParameterizedTest
    @MethodSource("pods")
    void gracePeriodCoversTheShutdown(PodSpec pod) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            properties.load(in);
        }
        Duration shutdown = duration(properties, "%prod.quarkus.shutdown.delay")
                .plus(duration(properties, "quarkus.shutdown.timeout"));
        assertThat(Duration.ofSeconds(pod.getTerminationGracePeriodSeconds())).isGreaterThan(shutdown);
    }

    @ParameterizedTest
    @EnumSource(Rendering.class)
    void rollOutTakesNoReplicaAway(Rendering rendering) {
        RollingUpdateDeployment update =
                rendering.only(Deployment.class).getSpec().getStrategy().getRollingUpdate();
        assertThat(update.getMaxUnavailable().getIntVal()).isZero();
        assertThat(update.getMaxSurge().getIntVal()).isPositive();
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
