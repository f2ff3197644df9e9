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
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** What docs/asvs.md names exists, and every requirement of the chapters that it is about is in it once. */
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
    private static final Pattern CRYPTOGRAPHY = Pattern.compile(
            "(?m)^import (?:javax\\.crypto|java\\.security(?!\\.Principal;)|org\\.jose4j\\.jw[aesk])\\.");

    /** A class, then perhaps one that is nested in it, then perhaps a method. */
    @Test
    void namedTestsExist() throws IOException {
        assertThat(named("`(\\w+(?:Test|IT)(?:\\.\\w+)*)`"))
                .as("names of no test")
                .filteredOn(name -> !isTest(name))
                .isEmpty();
    }

    @Test
    void namedClassesExist() throws IOException {
        assertThat(named("`@?((?!\\w+(?:Test|IT)`)[A-Z]\\w*[a-z]\\w*)`"))
                .as("names of no class")
                .filteredOn(name -> MAIN_FILES.stream().noneMatch(file -> file.endsWith(name + ".java")))
                .isEmpty();
    }

    @Test
    void namedSettingsExist() throws IOException {
        String settings = Files.readString(Path.of("docs/configuration.md"))
                + Files.readString(Path.of("src/main/resources/application.properties"));
        assertThat(named("`((?:gatehouse|quarkus)\\.[a-z.-]+)(?:=[^`]*)?`"))
                .as("names of no setting in docs/configuration.md or application.properties")
                .filteredOn(name -> !settings.contains(name + "`") && !settings.contains(name + "="))
                .isEmpty();
    }

    @Test
    void namedTerraformVariablesExist() throws IOException {
        String variables = Files.readString(TERRAFORM.resolve("variables.tf"));
        assertThat(named("`var\\.(\\w+)(?:[ =.][^`]*)?`"))
                .as("names of no variable in variables.tf")
                .filteredOn(name -> !variables.contains("variable \"" + name + "\""))
                .isEmpty();
    }

    @Test
    void namedTerraformTestsExist() throws IOException {
        assertThat(named("`(\\w+\\.tftest\\.hcl/\\w+)`"))
                .as("names of no Terraform test")
                .filteredOn(name -> !isTerraformTest(name))
                .isEmpty();
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

    @Test
    void classesThatUseCryptographyAreInTheInventory() throws IOException {
        String page = Files.readString(PAGE);
        List<String> users = MAIN_FILES.stream()
                .filter(file -> !isOfTheEmbeddedPool(file))
                .filter(file -> CRYPTOGRAPHY.matcher(source(file)).find())
                .map(file -> file.getFileName().toString().replaceFirst("\\.java$", ""))
                .toList();
        assertThat(users).as("classes that use cryptography").isNotEmpty();
        assertThat(users)
                .as("classes that use cryptography and are not in the inventory")
                .filteredOn(name -> !page.contains("`" + name + "`"))
                .isEmpty();
    }

    private static boolean isOfTheEmbeddedPool(Path file) {
        return StreamSupport.stream(file.spliterator(), false).anyMatch(part -> part.endsWith("emulator"));
    }

    /** The names on the page that match the pattern; fails if there are none. */
    private static List<String> named(String pattern) throws IOException {
        List<String> names = Pattern.compile(pattern)
                .matcher(Files.readString(PAGE))
                .results()
                .map(result -> result.group(1))
                .distinct()
                .toList();
        assertThat(names).as("names that match %s", pattern).isNotEmpty();
        return names;
    }

    private static boolean isTest(String name) {
        String[] parts = name.split("\\.");
        Optional<Class<?>> type = load(fileOf(parts[0]));
        for (String part : List.of(parts).subList(1, parts.length)) {
            if (type.isEmpty()) {
                return false;
            }
            if (!Character.isUpperCase(part.charAt(0))) {
                return testsOf(type.get()).contains(part);
            }
            type = load(type.get().getName() + '$' + part);
        }
        return type.isPresent();
    }

    private static boolean isTerraformTest(String name) {
        String[] parts = name.split("/");
        Path file = TERRAFORM.resolve("tests").resolve(parts[0]);
        return Files.exists(file) && source(file).contains("run \"" + parts[1] + "\"");
    }

    /** The full name of the test class in the file of this name; empty unless there is exactly one. */
    private static String fileOf(String name) {
        List<String> found = TEST_FILES.stream()
                .filter(file -> file.endsWith(name + ".java"))
                .map(file -> TESTS.relativize(file).toString().replaceFirst("\\.java$", ""))
                .map(file -> file.replace('/', '.').replace('\\', '.'))
                .toList();
        return found.size() == 1 ? found.getFirst() : "";
    }

    private static List<Path> filesBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String source(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Class<?>> load(String name) {
        try {
            return Optional.of(Class.forName(name, false, AsvsTest.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    private static Set<String> testsOf(Class<?> type) {
        return Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass)
                .flatMap(declaring -> Arrays.stream(declaring.getDeclaredMethods()))
                .filter(method -> AnnotationSupport.isAnnotated(method, Testable.class))
                .map(Method::getName)
                .collect(toSet());
    }
}
