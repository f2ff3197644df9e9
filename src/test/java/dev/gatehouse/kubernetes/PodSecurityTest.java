package dev.gatehouse.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The Pod Security Standard "restricted", and what it leaves open. */
class PodSecurityTest {

    static Stream<PodSpec> pods() {
        return WorkloadTest.pods();
    }

    static Stream<Container> containers() {
        return WorkloadTest.containers();
    }

    @ParameterizedTest
    @MethodSource("pods")
    void userIsANumberAndNotRoot(PodSpec pod) {
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
        assertThat(pod.getSecurityContext().getRunAsGroup()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("pods")
    void systemCallsAreFiltered(PodSpec pod) {
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    }

    @ParameterizedTest
    @MethodSource("pods")
    void nothingOfTheNodeIsShared(PodSpec pod) {
        assertThat(pod.getHostNetwork()).isNull();
        assertThat(pod.getHostPID()).isNull();
        assertThat(pod.getHostIPC()).isNull();
        assertThat(pod.getVolumes()).extracting(Volume::getHostPath).containsOnlyNulls();
    }

    @ParameterizedTest
    @MethodSource("containers")
    void rootFileSystemIsReadOnly(Container container) {
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("containers")
    void nothingCanBeGained(Container container) {
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getPrivileged()).isNull();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getSecurityContext().getCapabilities().getAdd()).isEmpty();
        assertThat(container.getSecurityContext().getRunAsUser()).isNull();
    }

    @ParameterizedTest
    @MethodSource("pods")
    void noTokenOfTheClusterIsMounted(PodSpec pod) {
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    }

    /** Their variables would begin with GATEHOUSE_, as settings do. */
    @ParameterizedTest
    @MethodSource("pods")
    void servicesMakeNoSettings(PodSpec pod) {
        assertThat(pod.getEnableServiceLinks()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Rendering.class)
    void namespaceRefusesAnythingLess(Rendering rendering) {
        assertThat(rendering.only(Namespace.class).getMetadata().getLabels())
                .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
    }
}
