package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnToTest {
    private final ReturnTo returnTo = new ReturnTo(Set.of("https://app.example.com", "http://localhost:3000"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/orders/7",
                "/ma%C3%9F",
                "/search?q=a%20b&next=//other.example#top",
                "https://app.example.com",
                "https://app.example.com/orders?id=7",
                "https://app.example.com?id=7",
                "http://localhost:3000/"
            })
    void acceptedAddressStaysAsItIs(String address) {
        assertThat(returnTo.checked(address)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "orders",
                "//evil.example",
                "///evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "/\t/evil.example",
                " //evil.example",
                "/%09/evil.example",
                "/%5cevil.example",
                "/%5C/evil.example",
                "/a%20b",
                "/a%7Fb",
                "/a%c2%85b",
                "/a?b c",
                "https:evil.example",
                "https:/evil.example",
                "https:///evil.example",
                "https://evil.example",
                "https://app.example.com@evil.example",
                "https://user@app.example.com",
                "https://app.example.com.evil.example",
                "https://app.example.com\\@evil.example",
                "https://evilapp.example.com",
                "https://app.example.com:444",
                "http://app.example.com",
                "https://app.example.com/%0a",
                "https://\u0430pp.example.com",
                "javascript:1",
                "data:text/html,x",
                "/a%0d%0aX: y",
                "/a%0d%0aX:y",
                "/%zz",
                "/%",
                "/?a=%4",
                "/\u0000",
                "/\u00fc"
            })
    void otherAddressLeadsHome(String address) {
        assertThat(returnTo.checked(address)).isEqualTo("/");
    }

    @Test
    void absentAddressLeadsHome() {
        assertThat(returnTo.checked(null)).isEqualTo("/");
    }

    @Test
    void addressOfMoreThan2048CharactersLeadsHome() {
        assertThat(returnTo.checked("/" + "a".repeat(2_047))).hasSize(2_048);
        assertThat(returnTo.checked("/" + "a".repeat(2_048))).isEqualTo("/");
        assertThat(returnTo.checked("/" + "a".repeat(9_000))).isEqualTo("/");
    }
}
