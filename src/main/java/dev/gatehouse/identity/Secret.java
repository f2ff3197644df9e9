package dev.gatehouse.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * A token or a key. toString hides it.
 *
 * @param value the text
 */
public record Secret(
        @JsonValue
        @Pattern(
                regexp = "[^\\p{Cs}]*[^\\x00-\\x20\\p{Cs}][^\\p{Cs}]*",
                message = "must be well-formed Unicode and not blank")
        String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Secret {}

    /**
     * Reads the secret from a setting or from a mounted file, without its trailing line break; the file has precedence.
     *
     * @throws UncheckedIOException when the file cannot be read
     */
    public static Optional<Secret> read(Optional<String> text, Optional<Path> file) {
        return file.map(Secret::contentOf).or(() -> text).map(Secret::new);
    }

    /**
     * The subject of an error message about a secret: the variable, or the variable of the file if there is one.
     *
     * @param noun what the file holds, such as {@code secret}
     */
    public static String subject(String variable, Optional<Path> file, String noun) {
        return file.isPresent() ? variable + "_FILE names a file whose " + noun : variable;
    }

    /** Whether the other text is the same. Takes as long for each wrong one. */
    public boolean isSame(String other) {
        return MessageDigest.isEqual(value.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static String contentOf(Path file) {
        try {
            return Files.readString(file).replaceFirst("\\R$", "");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
