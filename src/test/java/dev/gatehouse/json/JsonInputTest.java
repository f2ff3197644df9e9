package dev.gatehouse.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonInputTest {

    @Test
    void membersAreRead() throws IOException {
        assertThat(object("{\"a\":1,\"b\":[\"\u00fc\",null,{\"c\":1.5}]}"))
                .isEqualTo(new ObjectMapper().readValue("{\"a\":1,\"b\":[\"\u00fc\",null,{\"c\":1.5}]}", Map.class));
    }

    /** A name that is kept is one object, however often it is read; what is kept per input fills the memory. */
    @Test
    void namesOfMembersAreNotKept() throws IOException {
        assertThat(nameIn(object("{\"a-name-of-this-test\":1}")))
                .isNotSameAs(nameIn(object("{\"a-name-of-this-test\":1}")));
    }

    @Test
    void namesThatAParserOfTheFactoryReadsAreNotKept() throws IOException {
        assertThat(nameFromStream("{\"a-name-of-this-test\":1}"))
                .isNotSameAs(nameFromStream("{\"a-name-of-this-test\":1}"));
    }

    @Test
    void longNameIsRefused() throws IOException {
        assertThat(object("{\"" + "n".repeat(512) + "\":1}")).hasSize(1);
        assertRefused("{\"" + "n".repeat(513) + "\":1}");
    }

    @Test
    void manyMembersAreRefused() throws IOException {
        assertThat(object(members(990))).hasSize(990);
        assertRefused(members(1_000));
    }

    @Test
    void deepNestingIsRefused() {
        assertRefused("{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}");
    }

    @Test
    void numberOfManyDigitsIsRefused() {
        assertRefused("{\"a\":1" + "0".repeat(1_000) + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"text\"",
                "7",
                "{",
                "{\"a\":1,}",
                "{\"a\":1}{}",
                "{\"a\":1} x",
                "{\"a\":1,\"a\":1}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "/**/{}",
                "{\"a\":{\"b\":1,\"b\":2}}",
                "\uFEFF{\"a\":1}"
            })
    void whatIsNotOneObjectIsRefused(String text) {
        assertRefused(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "UTF-32BE", "UTF-32LE"})
    void otherEncodingsAreRefused(String charset) {
        assertThatIOException().isThrownBy(() -> JsonInput.object("{\"a\":1}".getBytes(Charset.forName(charset))));
    }

    /** Latin-1; a slash, overlong; NUL, overlong; a surrogate, alone; a character beyond the last; a sequence cut short. */
    @ParameterizedTest
    @ValueSource(strings = {"fc", "c0af", "c080", "e080af", "eda080", "f4908080", "e282", "ff"})
    void bytesThatAreNotUtf8AreRefused(String hex) {
        assertThatIOException()
                .isThrownBy(() -> JsonInput.object(HexFormat.of().parseHex("7b2261223a22" + hex + "227d")));
    }

    private static Map<String, Object> object(String json) throws IOException {
        return JsonInput.object(json.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(String json) {
        assertThatIOException().isThrownBy(() -> object(json));
    }

    private static String members(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"m" + i + "\":1").collect(Collectors.joining(",", "{", "}"));
    }

    private static String nameIn(Map<String, Object> object) {
        return Collections.list(Collections.enumeration(object.keySet())).getFirst();
    }

    private static String nameFromStream(String json) throws IOException {
        try (JsonParser parser =
                JsonInput.factory().createParser(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)))) {
            parser.nextToken();
            return parser.nextFieldName();
        }
    }
}
