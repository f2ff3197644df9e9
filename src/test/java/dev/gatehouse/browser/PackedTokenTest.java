package dev.gatehouse.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedTokenTest {
    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void claimsArePackedAsText() {
        String token = encoded("{}") + "." + encoded("{\"sub\":\"é\"}") + ".c2ln";

        assertThat(PackedToken.of(token)).isEqualTo(new PackedToken("{}", "{\"sub\":\"é\"}", "c2ln"));
        assertThat(PackedToken.of(token).text()).isEqualTo(token);
    }

    /** No JWT, no base64url, no UTF-8, and another encoding of the same bytes. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "", "a.b", "!.!.!", "_w._w.c2ln", "e30.e31.c2ln", "e30=.e30=.c2ln", "..", "a.b.c.d"})
    void whatCannotBeRestoredExactlyIsKept(String token) {
        assertThat(PackedToken.of(token).text()).isEqualTo(token);
    }
}
