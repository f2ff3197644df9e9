package dev.gatehouse.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CollectorTest {
    @ParameterizedTest
    @CsvSource({
        "http://otel:4318, http://otel:4318/v1/traces",
        "http://otel:4318/, http://otel:4318/v1/traces",
        "https://otel.example.com/otlp, https://otel.example.com/otlp/v1/traces",
        "https://otel.example.com/v1/traces, https://otel.example.com/v1/traces"
    })
    void addressIsThatOfTheSignalTraces(String endpoint, String address) {
        assertThat(Collector.address(endpoint)).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"not a url", "otel:4318", "127.0.0.1:4318", "grpc://otel:4317", "http://", "http://a b", ""})
    void addressThatIsNoneOfHttpIsMalformed(String endpoint) {
        assertThat(Collector.address(endpoint)).isNull();
    }

    @Test
    void headerFieldsAreDecoded() {
        assertThat(Collector.fields("Authorization=Basic%20YQ%3D%3D, x-tenant = a+b"))
                .containsEntry("Authorization", "Basic YQ==")
                .containsEntry("x-tenant", "a+b");
    }

    @Test
    void valueMayHoldTheSignOfTheSeparator() {
        assertThat(Collector.fields("api-key=YWJj==")).containsEntry("api-key", "YWJj==");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nothing", "=value", ",,", "a b=value", "x=a%0d%0aother: b", "x=%00"})
    void malformedMembersAreLeftOut(String headers) {
        assertThat(Collector.fields(headers)).containsOnlyKeys("Content-Type");
    }
}
