package dev.gatehouse.openapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.support.Contract;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PoolResource.class)
class OpenApiTest {
    private static final Path FILE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("docs/openapi.yaml");
    private static final String YAML = "application/yaml";
    private static final String JSON = "application/json";

    private static ValidatableResponse answer(String accept) {
        return given().header("Accept", accept).get("/openapi").then();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                YAML,
                "text/html,application/xhtml+xml,*/*;q=0.8",
                "application/json;q=0.5,application/yaml"
            })
    void yamlIsTheDefault(String accept) {
        answer(accept).statusCode(200).contentType(YAML);
    }

    @ParameterizedTest
    @ValueSource(strings = {JSON, "application/json,*/*", "application/yaml;q=0.5,application/json"})
    void jsonIsForThoseWhoPreferIt(String accept) {
        answer(accept).statusCode(200).contentType(JSON);
    }

    @Test
    void yamlIsTheFileOfTheRepository() throws IOException {
        assertThat(answer(YAML).extract().asByteArray()).isEqualTo(Files.readAllBytes(FILE));
    }

    @Test
    void jsonIsTheSameDocument() throws IOException {
        assertThat(new ObjectMapper().readTree(answer(JSON).extract().asByteArray()))
                .isEqualTo(Contract.DOCUMENT.at(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/yaml;q=0,application/json;q=0"})
    void otherFormsAreNotAcceptable(String accept) {
        answer(accept).statusCode(406);
    }

    @Test
    void headHasTheHeadersAlone() {
        given().head("/openapi").then().statusCode(200).contentType(YAML).body(emptyString());
    }

    @Test
    void cacheKeepsTheFormsApart() {
        answer(YAML).header("Vary", "Accept");
    }
}
