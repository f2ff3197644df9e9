package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Rules that only the source files show, because the compiler drops what they are about. */
class SourceRulesTest {
    private static final int MAX_LINES = 200;
    private static final Pattern PUBLIC_TYPE = Pattern.compile(
            "(?m)^public (?:(?:abstract|final|sealed|non-sealed|strictfp) )*(?:class|interface|record|enum|@interface) ");
    /** A Javadoc comment, then nothing but annotations up to the public type. */
    private static final Pattern DESCRIBED_PUBLIC_TYPE = Pattern.compile(
            "(?m)^/\\*\\*(?:[^*]|\\*(?!/))*\\*/\\s*(?:^@(?!interface )[^;]*?)?" + PUBLIC_TYPE.pattern());

    private static final Pattern PLAN_WITHOUT_ISSUE = Pattern.compile("\\b(?:TODO|FIXME)\\b(?!\\W{0,2}#\\d)");

    @Test
    void noFileIsTooLong() throws IOException {
        assertThat(filesWhere(file -> lines(file) > MAX_LINES))
                .as("files of more than %d lines", MAX_LINES)
                .isEmpty();
    }

    @Test
    void publicTypesHaveJavadoc() throws IOException {
        assertThat(filesWhere(file -> PUBLIC_TYPE.matcher(source(file)).find()
                        && !DESCRIBED_PUBLIC_TYPE.matcher(source(file)).find()))
                .as("files whose public type has no Javadoc")
                .isEmpty();
    }

    @Test
    void packagesHaveAPackageInfo() throws IOException {
        assertThat(filesWhere(file -> !Files.exists(file.resolveSibling("package-info.java"))))
                .as("files without a package-info.java beside them")
                .isEmpty();
    }

    @Test
    void todosNameTheirIssue() throws IOException {
        assertThat(filesWhere(file -> PLAN_WITHOUT_ISSUE.matcher(source(file)).find()))
                .as("files with a TODO or FIXME that names no issue")
                .isEmpty();
    }

    private static List<Path> filesWhere(Predicate<Path> broken) throws IOException {
        List<Path> files = MainCode.sourceFiles();
        assertThat(files).isNotEmpty();
        return files.stream().filter(broken).toList();
    }

    private static long lines(Path file) {
        return source(file).lines().count();
    }

    private static String source(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
