package dev.gatehouse.http;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * IP addresses in one spelling each (RFC 5952), for what is logged, counted and compared. An IPv4 address that is written as an
 * IPv6 one is that IPv4 address; a zone is left out. No name server is ever asked: only numbers are addresses.
 */
public final class IpAddress {
    private IpAddress() {}

    /** The address of a peer; empty where it has no IP address, as on a Unix socket. */
    public static String of(@Nullable SocketAddress peer) {
        return peer instanceof InetSocketAddress inet && inet.getAddress() != null
                ? NetUtil.toAddressString(inet.getAddress())
                : "";
    }

    /** The address in its one spelling; null if the text is not an IP address. */
    static @Nullable String canonical(String text) {
        InetAddress address = parse(text);
        return address == null ? null : NetUtil.toAddressString(address);
    }

    /** Null if the text is no address. */
    static @Nullable InetAddress parse(String text) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
        try {
            return bytes == null ? null : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
