package dev.gatehouse.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The mapper that reads bodies. */
@QuarkusTest
@WithTestResource(PoolResource.class)
class StrictJsonTest {
    @Inject
    ObjectMapper json;

    /** A name that is kept is one object, however often it is read; what is kept per input fills the memory. */
    @Test
    void namesAreNotKept() throws IOException {
        assertThat(nameIn("{\"a-name-of-a-body\":1}")).isNotSameAs(nameIn("{\"a-name-of-a-body\":1}"));
    }

    record Typed(Integer whole, Boolean flag, String text) {}

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\" \"", "\"1\"", "1.5", "1e400", "true", "[1]", "{}"})
    void onlyAWholeNumberIsOne(String value) {
        assertRefused("{\"whole\":" + value + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\" \"", "\"true\"", "0", "1.5", "[true]"})
    void onlyTrueAndFalseAreFlags(String value) {
        assertRefused("{\"flag\":" + value + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.5", "true", "[\"a\"]"})
    void onlyATextIsOne(String value) {
        assertRefused("{\"text\":" + value + "}");
    }

    private void assertRefused(String body) {
        assertThatThrownBy(() -> json.readValue(body, Typed.class)).isInstanceOf(MismatchedInputException.class);
    }

    private String nameIn(String body) throws IOException {
        return json.readTree(body.getBytes(StandardCharsets.UTF_8)).fieldNames().next();
    }
}
