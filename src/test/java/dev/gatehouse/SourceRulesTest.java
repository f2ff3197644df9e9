package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the compiler forgets and only the source files show. */
class SourceRulesTest {
    private static final int MAX_LINES = 200;
    private static final Pattern PUBLIC_TYPE = Pattern.compile(
            "(?m)^public (?:(?:abstract|final|sealed|non-sealed|strictfp) )*(?:class|interface|record|enum|@interface) ");
    /** A Javadoc comment, then nothing but annotations up to the public type. */
    private static final Pattern DESCRIBED_PUBLIC_TYPE = Pattern.compile(
            "(?m)^/\\*\\*(?:[^*]|\\*(?!/))*\\*/\\s*(?:^@(?!interface )[^;]*?)?" + PUBLIC_TYPE.pattern());

    private static final Pattern PLAN_WITHOUT_ISSUE = Pattern.compile("\\b(?:TODO|FIXME)\\b(?!\\W{0,2}#\\d)");

    static Stream<Path> files() throws IOException {
        return MainCode.sourceFiles().stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void fileFitsOnFewScreens(Path file) throws IOException {
        assertThat(Files.readAllLines(file)).hasSizeLessThanOrEqualTo(MAX_LINES);
    }

    @ParameterizedTest
    @MethodSource("files")
    void publicTypeSaysWhatItPromises(Path file) throws IOException {
        String source = Files.readString(file);
        if (PUBLIC_TYPE.matcher(source).find()) {
            assertThat(source).containsPattern(DESCRIBED_PUBLIC_TYPE);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void packageIsDescribed(Path file) {
        assertThat(file.resolveSibling("package-info.java")).exists();
    }

    @ParameterizedTest
    @MethodSource("files")
    void openWorkNamesItsIssue(Path file) throws IOException {
        assertThat(Files.readString(file)).doesNotContainPattern(PLAN_WITHOUT_ISSUE);
    }
}
