package dev.gatehouse.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientNetworkTest {
    @Test
    void addressesOfOneIpv6NetworkAreOne() {
        assertThat(ClientNetwork.of("2001:db8:1:2::1")).isEqualTo(ClientNetwork.of("2001:db8:1:2:ffff:ffff:ffff:ffff"));
    }

    @Test
    void neighbouringIpv6NetworksAreTwo() {
        assertThat(ClientNetwork.of("2001:db8:1:2::1")).isNotEqualTo(ClientNetwork.of("2001:db8:1:3::1"));
    }

    @Test
    void everyIpv4AddressIsItsOwn() {
        assertThat(ClientNetwork.of("192.0.2.1")).isNotEqualTo(ClientNetwork.of("192.0.2.2"));
    }

    @Test
    void ipv4AddressIsTheSameInIpv6Form() {
        assertThat(ClientNetwork.of("::ffff:192.0.2.1")).isEqualTo(ClientNetwork.of("192.0.2.1"));
    }

    @Test
    void mappedAddressesAreNotOneNetwork() {
        assertThat(ClientNetwork.of("::ffff:192.0.2.1")).isNotEqualTo(ClientNetwork.of("::ffff:192.0.2.2"));
    }
}
