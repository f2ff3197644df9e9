package dev.gatehouse.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"a\":null,\"b\":true,\"c\":[1,-7,2.5,\"text\",{\"d\":[]}]}",
                "{\"number\":12345678901234567890,\"small\":-7}"
            })
    void jsonIsTheSameAfterBothWays(String json) throws Exception {
        Map<String, Object> members = JSON.readValue(json, new TypeReference<>() {});

        assertThat(JSON.writeValueAsString(Documents.members(Documents.of(members))))
                .isEqualTo(json);
    }
}
