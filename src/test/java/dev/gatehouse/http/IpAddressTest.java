package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    /** RFC 5952 §4, and the zone of RFC 4007. */
    @ParameterizedTest
    @CsvSource({
        "0:0:0:0:0:0:0:1, ::1",
        "0:0:0:0:0:0:0:0, ::",
        "2001:0DB8:0:0:0:0:0:7, 2001:db8::7",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "fe80:0:0:0:1:2:3:4%eth0, fe80::1:2:3:4",
        "::ffff:203.0.113.9, 203.0.113.9",
        "::FFFF:cb00:7109, 203.0.113.9",
        "203.0.113.9, 203.0.113.9"
    })
    void addressIsWrittenInCanonicalForm(String given, String spelling) {
        assertThat(IpAddress.canonical(given)).isEqualTo(spelling);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "unknown", "_hidden", "1.2.3", "1.2.3.4.5", ":::", "12345::"})
    void otherTextIsNotAnAddress(String text) {
        assertThat(IpAddress.canonical(text)).isNull();
    }

    @Test
    void peerIsWrittenInCanonicalForm() throws UnknownHostException {
        assertThat(IpAddress.of(new InetSocketAddress(InetAddress.getByName("0:0:0:0:0:0:0:1"), 1)))
                .isEqualTo("::1");
    }

    @Test
    void peerOnAUnixSocketHasNoAddress() {
        assertThat(IpAddress.of(UnixDomainSocketAddress.of("/tmp/socket"))).isEmpty();
    }
}
