package dev.gatehouse.limit;

import io.netty.util.NetUtil;
import java.util.HexFormat;

/** Which network a client is counted by. */
final class ClientNetwork {
    private static final int IPV6_BYTES = 16;
    private static final int PREFIX_BYTES = 8;
    private static final int MAPPED_PREFIX_BYTES = 12;
    private static final byte ALL_ONES = (byte) 0xFF;

    private ClientNetwork() {}

    /** The IPv4 address, also for its IPv6-mapped form, or the first 64 bits of the IPv6 address. */
    static String of(String ip) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(ip);
        if (bytes == null) {
            return ip;
        }
        if (bytes.length < IPV6_BYTES) {
            return HexFormat.of().formatHex(bytes);
        }
        return isMapped(bytes)
                ? HexFormat.of().formatHex(bytes, MAPPED_PREFIX_BYTES, IPV6_BYTES)
                : HexFormat.of().formatHex(bytes, 0, PREFIX_BYTES);
    }

    /** RFC 4291 §2.5.5.2. */
    private static boolean isMapped(byte[] bytes) {
        for (int i = 0; i < MAPPED_PREFIX_BYTES - 2; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes[MAPPED_PREFIX_BYTES - 2] == ALL_ONES && bytes[MAPPED_PREFIX_BYTES - 1] == ALL_ONES;
    }
}
