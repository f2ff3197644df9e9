package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No dependency is older than a version that {@code .ci/advisories} records as fixing a known vulnerability. */
class AdvisoriesTest {
    private static final Pattern LOCKED = Pattern.compile("pkg:maven/([^/]+)/([^@]+)@([^?]+)\\?.*");
    private static final Pattern ADVISORY =
            Pattern.compile("([\\w.-]+:[\\w.-]+) (\\d[\\w.-]*) (CVE-\\d{4}-\\d+(?:,CVE-\\d{4}-\\d+)*)");

    private record Dependency(String artifact, String version) {}

    private record Advisory(String artifact, String fixedIn, String vulnerabilities) {
        boolean affects(Dependency dependency) {
            return dependency.artifact().equals(artifact)
                    && Version.parse(dependency.version()).compareTo(Version.parse(fixedIn)) < 0;
        }
    }

    @Test
    void noDependencyIsOlderThanItsFix() throws IOException {
        assertThat(affected(locked(), advisories()))
                .as("known vulnerabilities: update these dependencies")
                .isEmpty();
    }

    @Test
    void everyAdvisoryIsAboutADependency() throws IOException {
        List<String> artifacts = locked().stream().map(Dependency::artifact).toList();
        assertThat(advisories()).extracting(Advisory::artifact).isNotEmpty().isSubsetOf(artifacts);
    }

    @Test
    void olderVersionIsFound() {
        List<Advisory> advisories = List.of(new Advisory("io.netty:netty-common", "4.1.132.Final", "CVE-2026-33870"));
        List<Dependency> dependencies = Stream.of("4.1.99.Final", "4.1.131.Final", "4.1.132.Final", "4.1.140.Final")
                .map(version -> new Dependency("io.netty:netty-common", version))
                .toList();
        assertThat(affected(dependencies, advisories))
                .containsExactly(
                        "io.netty:netty-common 4.1.99.Final: CVE-2026-33870, fixed in 4.1.132.Final",
                        "io.netty:netty-common 4.1.131.Final: CVE-2026-33870, fixed in 4.1.132.Final");
    }

    private static List<String> affected(List<Dependency> dependencies, List<Advisory> advisories) {
        return dependencies.stream()
                .flatMap(dependency -> advisories.stream()
                        .filter(advisory -> advisory.affects(dependency))
                        .map(advisory -> dependency.artifact() + " " + dependency.version() + ": "
                                + advisory.vulnerabilities() + ", fixed in " + advisory.fixedIn()))
                .toList();
    }

    private static List<Dependency> locked() throws IOException {
        return lines("dependencies.lock", LOCKED)
                .map(line -> new Dependency(line.group(1) + ":" + line.group(2), line.group(3)))
                .toList();
    }

    private static List<Advisory> advisories() throws IOException {
        return lines("advisories", ADVISORY)
                .map(line -> new Advisory(line.group(1), line.group(2), line.group(3)))
                .toList();
    }

    /** Every line but comments, each of which must have the form. */
    private static Stream<MatchResult> lines(String file, Pattern form) throws IOException {
        return Files.readAllLines(Path.of(".ci", file)).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> {
                    var matcher = form.matcher(line);
                    assertThat(matcher.matches()).as(file + ": " + line).isTrue();
                    return matcher.toMatchResult();
                });
    }
}
