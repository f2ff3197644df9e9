package dev.gatehouse.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallTargetTest {
    @ParameterizedTest
    @CsvSource({
        "https://cognito-idp.eu-west-1.amazonaws.com, cognito-idp.eu-west-1.amazonaws.com, 443",
        "http://127.0.0.1:9229/, 127.0.0.1, 9229",
        "http://pool, pool, 80",
        "http://my_pool, '', 80"
    })
    void addressAndPortAreThoseOfTheEndpoint(URI endpoint, String address, int port) {
        assertThat(CallTarget.of("POST", endpoint)).isEqualTo(new CallTarget("POST", address, port));
    }
}
