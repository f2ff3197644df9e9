package dev.gatehouse.kubernetes;

import static dev.gatehouse.kubernetes.Rule.assertInEachRendering;
import static dev.gatehouse.kubernetes.WorkloadTest.container;
import static dev.gatehouse.kubernetes.WorkloadTest.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import org.junit.jupiter.api.Test;

/** The Pod Security Standard "restricted", and what it does not ask for. */
class PodSecurityTest {

    @Test
    void userIsANumberAndNotRoot() {
        assertInEachRendering(rendering -> {
            PodSpec pod = pod(rendering);
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
            assertThat(pod.getSecurityContext().getRunAsGroup()).isPositive();
        });
    }

    @Test
    void systemCallsAreFiltered() {
        assertInEachRendering(rendering -> assertThat(
                        pod(rendering).getSecurityContext().getSeccompProfile().getType())
                .isEqualTo("RuntimeDefault"));
    }

    @Test
    void nothingOfTheNodeIsShared() {
        assertInEachRendering(rendering -> {
            PodSpec pod = pod(rendering);
            assertThat(pod.getHostNetwork()).isNull();
            assertThat(pod.getHostPID()).isNull();
            assertThat(pod.getHostIPC()).isNull();
            assertThat(pod.getVolumes()).extracting(Volume::getHostPath).containsOnlyNulls();
        });
    }

    @Test
    void rootFileSystemIsReadOnly() {
        assertInEachRendering(rendering -> assertThat(
                        container(rendering).getSecurityContext().getReadOnlyRootFilesystem())
                .isTrue());
    }

    @Test
    void nothingCanBeGained() {
        assertInEachRendering(rendering -> {
            Container container = container(rendering);
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                    .isFalse();
            assertThat(container.getSecurityContext().getPrivileged()).isNull();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
            assertThat(container.getSecurityContext().getCapabilities().getAdd())
                    .isEmpty();
            assertThat(container.getSecurityContext().getRunAsUser()).isNull();
        });
    }

    @Test
    void noTokenOfTheClusterIsMounted() {
        assertInEachRendering(rendering ->
                assertThat(pod(rendering).getAutomountServiceAccountToken()).isFalse());
    }

    /** Their variables would begin with GATEHOUSE_, as settings do. */
    @Test
    void servicesMakeNoSettings() {
        assertInEachRendering(
                rendering -> assertThat(pod(rendering).getEnableServiceLinks()).isFalse());
    }

    @Test
    void namespaceRefusesAnythingLess() {
        assertInEachRendering(rendering -> assertThat(
                        rendering.only(Namespace.class).getMetadata().getLabels())
                .containsEntry("pod-security.kubernetes.io/enforce", "restricted"));
    }
}
