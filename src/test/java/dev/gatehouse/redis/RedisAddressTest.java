package dev.gatehouse.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.impl.RedisURI;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a+b",
                "+",
                "a/b",
                "a@b",
                "a:b",
                "a#b",
                "a?b",
                "a b",
                "50%",
                "{}[]|\\^`\"<>",
                "ä€😀",
                ",redis:",
                "a&b=c"
            })
    void passwordIsSentAsItIsWritten(String password) {
        RedisURI read = only("redis://someone:" + password + "@redis.example.com:6380/3");

        assertThat(read.password()).isEqualTo(password);
        assertThat(read.user()).isEqualTo("someone");
        assertThat(read.socketAddress().host()).isEqualTo("redis.example.com");
        assertThat(read.socketAddress().port()).isEqualTo(6380);
        assertThat(read.select()).isEqualTo(3);
    }

    @Test
    void encodedPasswordIsDecodedOnce() {
        assertThat(only("redis://:a%2Fb%2B%2525@h").password()).isEqualTo("a/b+%25");
    }

    @Test
    void passwordNeedsNoUser() {
        RedisURI read = only("rediss://:pass@h");

        assertThat(read.user()).isNull();
        assertThat(read.password()).isEqualTo("pass");
        assertThat(read.ssl()).isTrue();
    }

    @Test
    void addressNeedsNoPassword() {
        assertThat(RedisAddress.parse("redis://[::1]:7000")).containsExactly(URI.create("redis://[::1]:7000"));
    }

    @Test
    void severalAreSeparatedByCommas() {
        assertThat(RedisAddress.parse("redis://:p,w@a:1, redis://b:2"))
                .containsExactly(URI.create("redis://:p%2Cw@a:1"), URI.create("redis://b:2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "h",
                "http://h",
                "redis://",
                "redis://a b",
                "redis://a,b",
                "redis://:pass@",
                "redis://a,http://b"
            })
    void anythingElseIsMalformed(String text) {
        assertThat(RedisAddress.parse(text)).isEmpty();
    }

    private static RedisURI only(String text) {
        Set<URI> addresses = RedisAddress.parse(text);
        assertThat(addresses).hasSize(1);
        return new RedisURI(addresses.iterator().next().toString());
    }
}
