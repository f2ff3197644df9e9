package dev.gatehouse;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** What docs/asvs.md names is there, and every requirement of the chapters that it is about has its place in it. */
class AsvsTest {
    private static final Path PAGE = Path.of("docs/asvs.md");
    private static final Path TESTS = Path.of("src/test/java");
    private static final List<Path> TEST_FILES = filesBelow(TESTS);
    private static final List<Path> MAIN_FILES = filesBelow(Path.of("src/main/java"));
    private static final Path TERRAFORM = Path.of("infrastructure/terraform");
    /** The sections that the page is about, and how many requirements ASVS 5.0.0 has in each. */
    private static final String SECTIONS = """
            2.1=3 2.2=3 2.3=5 2.4=2 3.1=1 3.2=3 3.3=5 3.4=8 3.5=8 3.6=1 3.7=5 4.1=5 4.2=5 4.3=2 4.4=4 \
            6.1=3 6.2=12 6.3=8 6.4=6 6.5=8 6.6=4 6.7=2 6.8=4 7.1=3 7.2=4 7.3=2 7.4=5 7.5=3 7.6=2 9.1=3 9.2=4 10.3=5 \
            11.1=4 11.2=5 11.3=5 11.4=4 11.5=2 11.6=2 11.7=2 12.1=5 12.2=2 12.3=5 13.1=4 13.2=6 13.3=4 13.4=7 \
            14.1=2 14.2=8 14.3=3 16.1=1 16.2=5 16.3=4 16.4=3 16.5=4""";

    private static final Pattern PLACE = Pattern.compile("(?m)^\\| (\\d+\\.\\d+\\.\\d+) \\||^Does not apply: .*$");
    private static final Pattern NUMBER = Pattern.compile("\\d+\\.\\d+\\.\\d+");
    private static final Pattern CRYPTOGRAPHY =
            Pattern.compile("(?m)^import (?:javax\\.crypto|java\\.security|org\\.jose4j\\.jw[aesk])\\.");

    /** A class, then perhaps one that is nested in it, then perhaps a method. */
    static Stream<String> tests() throws IOException {
        return named("`(\\w+(?:Test|IT)(?:\\.\\w+)*)`");
    }

    static Stream<String> classes() throws IOException {
        return named("`@?([A-Z]\\w*[a-z]\\w*)`").filter(name -> !name.matches("\\w+(?:Test|IT)"));
    }

    static Stream<String> settings() throws IOException {
        return named("`((?:gatehouse|quarkus)\\.[a-z.-]+)(?:=[^`]*)?`");
    }

    static Stream<String> variables() throws IOException {
        return named("`var\\.(\\w+)(?:[ =.][^`]*)?`");
    }

    static Stream<String> terraformTests() throws IOException {
        return named("`(\\w+\\.tftest\\.hcl/\\w+)`");
    }

    private static Stream<String> named(String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(PAGE))
                .results()
                .map(result -> result.group(1))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("tests")
    void namedTestIsThere(String name) throws ClassNotFoundException {
        Class<?> type = null;
        for (String part : name.split("\\.")) {
            if (Character.isUpperCase(part.charAt(0))) {
                type = load(type == null ? fileOf(part) : type.getName() + '$' + part);
            } else {
                assertThat(testsOf(type)).contains(part);
            }
        }
    }

    /** The full name of the test class in a file of this name. */
    private static String fileOf(String name) {
        List<String> found = TEST_FILES.stream()
                .filter(file -> file.endsWith(name + ".java"))
                .map(file -> TESTS.relativize(file).toString().replaceFirst("\\.java$", ""))
                .map(file -> file.replace('/', '.').replace('\\', '.'))
                .toList();
        assertThat(found).as("tests of the name %s", name).hasSize(1);
        return found.getFirst();
    }

    private static List<Path> filesBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String name) throws ClassNotFoundException {
        return Class.forName(name, false, AsvsTest.class.getClassLoader());
    }

    private static Set<String> testsOf(Class<?> type) {
        return Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass)
                .flatMap(declaring -> Arrays.stream(declaring.getDeclaredMethods()))
                .filter(method -> AnnotationSupport.isAnnotated(method, Testable.class))
                .map(Method::getName)
                .collect(toSet());
    }

    @ParameterizedTest
    @MethodSource("classes")
    void namedClassIsThere(String name) {
        assertThat(MAIN_FILES).anyMatch(file -> file.endsWith(name + ".java"));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void namedSettingIsThere(String name) throws IOException {
        assertThat(Files.readString(Path.of("README.md"))
                        + Files.readString(Path.of("src/main/resources/application.properties")))
                .containsPattern(Pattern.quote(name) + "[`=]");
    }

    @ParameterizedTest
    @MethodSource("variables")
    void namedTerraformVariableIsThere(String name) throws IOException {
        assertThat(Files.readString(TERRAFORM.resolve("variables.tf"))).contains("variable \"" + name + "\"");
    }

    @ParameterizedTest
    @MethodSource("terraformTests")
    void namedTerraformTestIsThere(String name) throws IOException {
        String[] parts = name.split("/");
        assertThat(Files.readString(TERRAFORM.resolve("tests").resolve(parts[0])))
                .contains("run \"" + parts[1] + "\"");
    }

    @Test
    void everyRequirementHasItsPlaceAndOnlyOne() throws IOException {
        Stream<String> places = PLACE.matcher(Files.readString(PAGE))
                .results()
                .map(MatchResult::group)
                .flatMap(place -> NUMBER.matcher(place).results().map(MatchResult::group));
        Stream<String> requirements = Arrays.stream(SECTIONS.split(" "))
                .map(section -> section.split("="))
                .flatMap(section -> IntStream.rangeClosed(1, Integer.parseInt(section[1]))
                        .mapToObj(number -> section[0] + "." + number));
        assertThat(places).containsExactlyInAnyOrderElementsOf(requirements.toList());
    }

    static Stream<String> cryptography() {
        return MAIN_FILES.stream()
                .filter(file -> !file.getParent().endsWith("emulator"))
                .filter(AsvsTest::usesCryptography)
                .map(file -> file.getFileName().toString().replaceFirst("\\.java$", ""));
    }

    private static boolean usesCryptography(Path file) {
        try {
            return CRYPTOGRAPHY.matcher(Files.readString(file)).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("cryptography")
    void classThatUsesCryptographyIsInTheInventory(String name) throws IOException {
        assertThat(Files.readString(PAGE)).contains("`" + name + "`");
    }
}
