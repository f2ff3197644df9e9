package dev.gatehouse.kubernetes;

import static dev.gatehouse.kubernetes.Rule.assertInEachRendering;
import static dev.gatehouse.kubernetes.WorkloadTest.container;
import static dev.gatehouse.kubernetes.WorkloadTest.pod;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The settings and secrets of the pods. */
class SettingsTest {

    @Test
    void everySettingIsDocumented() {
        assertInEachRendering(rendering -> assertThat(documented())
                .containsAll(environment(rendering).keySet())
                .containsAll(settings(rendering).keySet()));
    }

    @Test
    void productionHasAllThatTheStartNeeds() {
        assertThat(settings(Rendering.PRODUCTION))
                .containsKeys("COGNITO_USER_POOL_ID", "COGNITO_CLIENT_ID", "AWS_REGION")
                .containsEntry("GATEHOUSE_REVOCATION_STORE", "redis")
                .containsEntry("GATEHOUSE_LIMIT_STORE", "redis");
    }

    @Test
    void localNamesNoPoolBecauseTheImageHasOne() {
        assertThat(settings(Rendering.LOCAL)).doesNotContainKeys("COGNITO_USER_POOL_ID", "AWS_REGION");
    }

    @Test
    void noSecretIsInTheEnvironment() {
        assertInEachRendering(rendering -> {
            assertThat(Stream.of(environment(rendering), settings(rendering)).flatMap(each -> each.keySet().stream()))
                    .doesNotContain("COGNITO_CLIENT_SECRET", "JWT_SECRET", "REDIS_URL");
            assertThat(container(rendering).getEnv())
                    .extracting(EnvVar::getValueFrom)
                    .containsOnlyNulls();
        });
    }

    /** Only local has a Secret of its own: the embedded pool's, which is public. */
    @Test
    void noSecretIsInTheManifestsOfProduction() {
        assertThat(Rendering.PRODUCTION.each(Secret.class)).isEmpty();
    }

    @Test
    void secretFilesOfProductionAreThoseThatAreBrought() {
        assertThat(secretFiles(Rendering.PRODUCTION))
                .isEqualTo(Set.of("cognito-client-secret", "jwt-secret", "redis-url"))
                .isEqualTo(broughtSecrets());
    }

    @Test
    void secretFilesOfLocalAreInItsSecret() {
        assertThat(Rendering.LOCAL.only(Secret.class).getData()).containsOnlyKeys(secretFiles(Rendering.LOCAL));
        assertThat(secretName(Rendering.LOCAL))
                .isEqualTo(Rendering.LOCAL.only(Secret.class).getMetadata().getName());
    }

    @Test
    void settingsAreThoseOfTheConfigMap() {
        assertInEachRendering(rendering -> assertThat(container(rendering).getEnvFrom())
                .singleElement()
                .satisfies(from -> assertThat(from.getConfigMapRef().getName())
                        .isEqualTo(ofSettings(rendering).getMetadata().getName())));
    }

    private static Set<String> broughtSecrets() {
        JsonNode external = Rendering.PRODUCTION.trees("ExternalSecret").getFirst();
        assertThat(external.at("/spec/target/name").asText()).isEqualTo(secretName(Rendering.PRODUCTION));
        return external.at("/spec/data")
                .valueStream()
                .map(data -> data.path("secretKey").asText())
                .collect(Collectors.toSet());
    }

    private static Volume secretVolume(Rendering rendering) {
        return pod(rendering).getVolumes().stream()
                .filter(volume -> volume.getSecret() != null)
                .findFirst()
                .orElseThrow();
    }

    private static String secretName(Rendering rendering) {
        return secretVolume(rendering).getSecret().getSecretName();
    }

    /** The keys of the mounted Secret that settings name. */
    private static Set<String> secretFiles(Rendering rendering) {
        String volume = secretVolume(rendering).getName();
        VolumeMount mount = container(rendering).getVolumeMounts().stream()
                .filter(each -> each.getName().equals(volume))
                .findFirst()
                .orElseThrow();
        return environment(rendering).entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("_FILE"))
                .map(entry -> Path.of(mount.getMountPath())
                        .relativize(Path.of(entry.getValue()))
                        .toString())
                .collect(Collectors.toSet());
    }

    private static Map<String, String> environment(Rendering rendering) {
        return container(rendering).getEnv().stream().collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
    }

    private static Map<String, String> settings(Rendering rendering) {
        return ofSettings(rendering).getData();
    }

    /** The only ConfigMap that is no dashboard. */
    private static ConfigMap ofSettings(Rendering rendering) {
        List<ConfigMap> maps = rendering.each(ConfigMap.class).stream()
                .filter(map -> !map.getMetadata().getLabels().containsKey("grafana_dashboard"))
                .toList();
        assertThat(maps).hasSize(1);
        return maps.getFirst();
    }

    /** The first cells of the tables of the configuration page, each as the variable that sets it. */
    private static Set<String> documented() throws IOException {
        return Files.readString(Path.of("docs/configuration.md"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|")[1])
                .flatMap(cell -> Stream.of(cell.split("[^\\w.-]+")))
                .map(name -> name.replaceAll("\\W", "_").toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
