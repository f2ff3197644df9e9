package dev.gatehouse.http;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * IP addresses in canonical form (RFC 5952), to be logged, counted and compared. An IPv4-mapped IPv6 address becomes that IPv4
 * address; a zone is left out. Host names are not addresses: nothing here uses DNS.
 */
public final class IpAddress {
    private IpAddress() {}

    /** The address of a peer; empty if it has none, as on a Unix socket. */
    public static String of(@Nullable SocketAddress peer) {
        return peer instanceof InetSocketAddress inet && inet.getAddress() != null
                ? NetUtil.toAddressString(inet.getAddress())
                : "";
    }

    /** The address in canonical form; null if the text is not an IP address. */
    static @Nullable String canonical(String text) {
        InetAddress address = parse(text);
        return address == null ? null : NetUtil.toAddressString(address);
    }

    /** Null if the text is not an IP address. */
    static @Nullable InetAddress parse(String text) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
        try {
            return bytes == null ? null : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
