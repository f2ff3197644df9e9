package dev.gatehouse.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

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

    private String nameIn(String body) throws IOException {
        return json.readTree(body.getBytes(StandardCharsets.UTF_8)).fieldNames().next();
    }
}
