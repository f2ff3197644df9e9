package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.http.ForwardedChain.Hop;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardedChainTest {

    @Nested
    class Standard {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '\'',
                value = {
                    "for=192.0.2.60;proto=http;by=203.0.113.43 | 192.0.2.60",
                    "For=\"[2001:db8:cafe::17]:4711\" | 2001:db8:cafe::17",
                    "proto=https;for=192.0.2.60 | 192.0.2.60",
                    "by=203.0.113.43;FOR=192.0.2.60 | 192.0.2.60",
                    "for=\"192.0.2.60:80\" | 192.0.2.60"
                })
        void addressOfAnElementIsRead(String header, String ip) {
            assertThat(ForwardedChain.standard(header)).extracting(Hop::ip).containsExactly(ip);
        }

        @ParameterizedTest
        @CsvSource({
            "for=unknown",
            "for=_hidden",
            "by=192.0.2.1",
            "for=",
            "nonsense",
            "for=\"192.0.2.60",
            "xfor=192.0.2.60"
        })
        void elementWithoutAnAddressHasNoAddress(String header) {
            assertThat(ForwardedChain.standard(header)).extracting(Hop::ip).containsOnlyNulls();
        }

        @Test
        void elementsAreReadInOrder() {
            assertThat(ForwardedChain.standard(
                            "for=192.0.2.43, for=\"[2001:db8::17]\";proto=https;host=\"app.example.com:8443\""))
                    .containsExactly(
                            new Hop("192.0.2.43", false, null), new Hop("2001:db8::17", true, "app.example.com:8443"));
        }

        @Test
        void commaInQuotesDoesNotEndAnElement() {
            assertThat(ForwardedChain.standard("for=\"a, for=192.0.2.1\"")).hasSize(1);
        }
    }

    @Nested
    class Plain {

        @Test
        void addressesAreReadInOrder() {
            assertThat(ForwardedChain.plain("192.0.2.1,  2001:db8::1", "https", ""))
                    .extracting(Hop::ip)
                    .containsExactly("192.0.2.1", "2001:db8::1");
        }

        @Test
        void lastSchemeCounts() {
            assertThat(ForwardedChain.plain("192.0.2.1", "http, https", "evil.example, app.example.com"))
                    .containsExactly(new Hop("192.0.2.1", true, "app.example.com"));
        }

        @Test
        void absentHeaderHasNoAddress() {
            assertThat(ForwardedChain.plain("", "", "")).extracting(Hop::ip).containsOnlyNulls();
        }

        @Test
        void onlyTheEndOfALongChainIsRead() {
            String chain = String.join(",", java.util.Collections.nCopies(1000, "192.0.2.1")) + ",192.0.2.2";
            List<Hop> hops = ForwardedChain.plain(chain, "", "");
            assertThat(hops).hasSize(32);
            assertThat(hops.getLast().ip()).isEqualTo("192.0.2.2");
        }
    }
}
