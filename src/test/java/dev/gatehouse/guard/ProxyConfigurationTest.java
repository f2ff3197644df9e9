package dev.gatehouse.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** What the configurations of proxies have in common, also of those that are not run. */
class ProxyConfigurationTest {
    private static final Path FOLDER = Path.of("infrastructure/proxies");

    /** The names that {@link GuardConfig} gives by default. */
    private static List<String> identityFields() {
        return Arrays.stream(GuardConfig.FieldNames.class.getMethods())
                .map(method -> method.getAnnotation(WithDefault.class).value())
                .toList();
    }

    private static String text(String proxy) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(proxy))) {
            return files.sorted().map(ProxyConfigurationTest::read).collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx", "caddy", "haproxy", "traefik", "envoy"})
    void everyIdentityFieldIsNamed(String proxy) {
        assertThat(identityFields()).hasSize(8).allSatisfy(name -> assertThat(text(proxy))
                .containsIgnoringCase(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx", "caddy", "haproxy", "traefik", "envoy"})
    void administratorsHaveADecisionOfTheirOwn(String proxy) {
        assertThat(text(proxy)).contains("role=admin").contains("/admin");
    }

    /** Caddy passes on all fields of the client. */
    @ParameterizedTest
    @ValueSource(strings = {"nginx", "haproxy", "traefik", "envoy"})
    void whatASessionCookieIsJudgedByIsPassedOn(String proxy) {
        assertThat(List.of("Cookie", "Origin", "Sec-Fetch-Site", "Sec-Fetch-Mode", "Sec-WebSocket-", "Accept"))
                .allSatisfy(name -> assertThat(text(proxy)).containsIgnoringCase(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx", "caddy", "haproxy", "traefik", "envoy"})
    void peopleAreSentToTheSignInPageOnTheSameHost(String proxy) {
        assertThat(text(proxy)).contains("sign-in=redirect").contains("/auth/");
    }

    /** They hold the session. */
    @Test
    void envoyNamesEachFieldForTheApplication() {
        assertThat(text("envoy")).doesNotContain("prefix: x-auth").doesNotContain("x-auth-set-cookie");
    }

    @ParameterizedTest
    @ValueSource(strings = {"traefik/traefik.yml", "traefik/dynamic.yml", "envoy/envoy.yaml"})
    void yamlIsWellFormed(String file) {
        Map<String, Object> settings = new Yaml().load(read(FOLDER.resolve(file)));
        assertThat(settings).isNotEmpty();
    }
}
