package dev.gatehouse.event;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Whether an address is one of the public Internet, by the registries of special-purpose addresses (RFC 6890). An IPv6 address
 * that stands for an IPv4 address is judged by that one.
 */
final class PublicAddress {
    private static final int IPV4_BYTES = 4;
    private static final int IN_NAT64 = 12;
    private static final int IN_SIX_TO_FOUR = 2;

    /** Everything in them is private, local, reserved, or answers the metadata of a cloud's machine. */
    private final List<Network> special = List.of(
            Network.of("0.0.0.0", 8),
            Network.of("10.0.0.0", 8),
            Network.of("100.64.0.0", 10),
            Network.of("127.0.0.0", 8),
            // The platform of Azure.
            Network.of("168.63.129.16", 32),
            Network.of("169.254.0.0", 16),
            Network.of("172.16.0.0", 12),
            Network.of("192.0.0.0", 24),
            Network.of("192.0.2.0", 24),
            Network.of("192.88.99.0", 24),
            Network.of("192.168.0.0", 16),
            Network.of("198.18.0.0", 15),
            Network.of("198.51.100.0", 24),
            Network.of("203.0.113.0", 24),
            Network.of("224.0.0.0", 3));

    /** The only IPv6 addresses of the Internet, and what in them is not. */
    private final Network global = Network.of("2000::", 3);

    private final List<Network> notGlobal =
            List.of(Network.of("2001::", 23), Network.of("2001:db8::", 32), Network.of("3fff::", 20));
    /** NAT64 (RFC 6052) and 6to4 (RFC 3056), which hold an IPv4 address at this byte. */
    private final Network nat64 = Network.of("64:ff9b::", 96);

    private final Network sixToFour = Network.of("2002::", 16);

    /** Addresses of this network, of which the first bits are given. */
    private record Network(List<Byte> bytes, int bits) {
        static Network of(String address, int bits) {
            return new Network(boxed(InetAddress.ofLiteral(address).getAddress()), bits);
        }

        private static List<Byte> boxed(byte[] bytes) {
            Byte[] boxed = new Byte[bytes.length];
            Arrays.setAll(boxed, i -> bytes[i]);
            return List.of(boxed);
        }

        boolean contains(byte[] address) {
            if (address.length != bytes.size()) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % Byte.SIZE;
                if (((bytes.get(bit / Byte.SIZE) ^ address[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    boolean is(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == IPV4_BYTES) {
            return special.stream().noneMatch(network -> network.contains(bytes));
        }
        if (nat64.contains(bytes)) {
            return is(embedded(bytes, IN_NAT64));
        }
        if (sixToFour.contains(bytes)) {
            return is(embedded(bytes, IN_SIX_TO_FOUR));
        }
        return global.contains(bytes) && notGlobal.stream().noneMatch(network -> network.contains(bytes));
    }

    private static InetAddress embedded(byte[] bytes, int at) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, at, at + IPV4_BYTES));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
