package dev.gatehouse.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The shell blocks of the documents run as they are written, in a fresh clone of the last commit with the uncommitted changes
 * of its files. Left out are blocks whose first line is {@code # needs …}. {@code ./mvnw verify} builds, checks and packages,
 * but runs no tests: the build that runs this test runs them.
 */
@Tag("proof")
@DisabledOnOs(OS.WINDOWS)
class ShellBlocksTest {
    private static final Path PROJECT =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();

    @TempDir
    static Path folder;

    @TempDir
    Path home;

    private static Path clone;

    @BeforeAll
    static void cloneProject() throws Exception {
        clone = folder.resolve("gatehouse");
        git(PROJECT, "clone", "--quiet", PROJECT.toString(), clone.toString());
        Path changes = folder.resolve("changes");
        git(PROJECT, "diff", "HEAD", "--binary", "--output=" + changes);
        if (Files.size(changes) > 0) {
            git(clone, "apply", "--whitespace=nowarn", changes.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/development.md"})
    void everyBlockRuns(String document) throws IOException {
        List<ShellBlock> blocks = ShellBlock.of(clone.resolve(document)).stream()
                .filter(ShellBlock::runsAnywhere)
                .toList();
        assertThat(blocks).as("shell blocks of %s that run anywhere", document).isNotEmpty();
        try (Terminal terminal = new Terminal(clone, home)) {
            for (ShellBlock block : blocks) {
                terminal.run(block);
            }
        }
    }

    private static void git(Path where, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder git = new ProcessBuilder("git").directory(where.toFile()).redirectErrorStream(true);
        git.command().addAll(List.of(arguments));
        Process process = git.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
