package dev.gatehouse.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("secret");
    }

    @Test
    void secretIsReadFromTheSetting() {
        assertThat(Secret.read(Optional.of("text"), Optional.empty())).contains(new Secret("text"));
    }

    @Test
    void fileWinsOverTheSetting() throws IOException {
        Files.writeString(file, "from the file");
        assertThat(Secret.read(Optional.of("text"), Optional.of(file))).contains(new Secret("from the file"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void lineEndOfTheFileIsDropped(String end) throws IOException {
        Files.writeString(file, "from the file" + end);
        assertThat(Secret.read(Optional.empty(), Optional.of(file))).contains(new Secret("from the file"));
    }

    @Test
    void nothingIsReadWhereNothingIsSet() {
        assertThat(Secret.read(Optional.empty(), Optional.empty())).isEmpty();
    }

    @Test
    void missingFileIsRefused() {
        assertThatThrownBy(() -> Secret.read(Optional.of("text"), Optional.of(file)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void secretNeverPrintsItself() {
        assertThat(new Secret("text")).asString().doesNotContain("text");
    }
}
