package dev.gatehouse.limit;

import java.net.InetAddress;
import java.util.HexFormat;

/** The network that a client address is counted as. */
final class ClientNetwork {
    private static final int PREFIX_BYTES = 8;

    private ClientNetwork() {}

    /** The IPv4 address, also for its IPv6-mapped form (RFC 4291 §2.5.5.2), or the first 64 bits of the IPv6 address. */
    static String of(String ip) {
        try {
            byte[] bytes = InetAddress.ofLiteral(ip.split("%", 2)[0]).getAddress();
            return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, PREFIX_BYTES));
        } catch (IllegalArgumentException e) {
            return ip;
        }
    }
}
