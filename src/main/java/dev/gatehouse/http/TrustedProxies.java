package dev.gatehouse.http;

import dev.gatehouse.identity.ClientAddress;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * Finds the client of a request. Each proxy appends the address that called it, so the chain is read from the right, and only
 * as far as a trusted proxy wrote it: a client can forge everything to the left of that.
 */
@Singleton
class TrustedProxies {
    private final List<IpSubnetFilterRule> trusted;
    private final ForwardingHeader header;

    TrustedProxies(HttpConfig config) {
        this.trusted = config.trustedProxies().orElse(List.of()).stream()
                .map(TrustedProxies::network)
                .toList();
        this.header = config.forwardingHeader();
    }

    /** The address of the current request's client, for packages without HTTP. */
    @Produces
    @Singleton
    static ClientAddress address(RoutingContext request) {
        return () -> Optional.of(Client.of(request).ip()).filter(ip -> !ip.isEmpty());
    }

    void identifyClient(RoutingContext context) {
        HttpServerRequest request = context.request();
        String peer = peer(request);
        Client client = trusts(peer)
                ? forwarded(peer, ForwardedChain.read(header, request))
                : new Client(peer, request.isSSL(), null);
        client.putInto(context);
    }

    private static String peer(HttpServerRequest request) {
        // Not the request's own address, for which Vert.x reads forwarding fields first.
        SocketAddress peer = request.connection().remoteAddress();
        String ip = peer == null || peer.hostAddress() == null ? null : IpAddress.canonical(peer.hostAddress());
        return ip == null ? "" : ip;
    }

    private Client forwarded(String peer, List<ForwardedChain.Hop> hops) {
        String ip = peer;
        boolean secure = false;
        String host = null;
        for (ForwardedChain.Hop hop : hops.reversed()) {
            if (!trusts(ip)) {
                break;
            }
            secure = hop.secure();
            host = hop.host() == null ? host : hop.host();
            if (hop.ip() == null) {
                break;
            }
            ip = hop.ip();
        }
        return new Client(ip, secure, host);
    }

    private boolean trusts(String ip) {
        InetAddress address = trusted.isEmpty() ? null : IpAddress.parse(ip);
        if (address == null) {
            return false;
        }
        InetSocketAddress peer = new InetSocketAddress(address, 0);
        return trusted.stream().anyMatch(network -> network.matches(peer));
    }

    private static IpSubnetFilterRule network(String text) {
        String[] parts = text.split("/", 2);
        InetAddress address = IpAddress.parse(parts[0]);
        try {
            if (address != null) {
                int bits = address.getAddress().length * Byte.SIZE;
                int prefix = parts.length == 1 ? bits : Integer.parseInt(parts[1]);
                return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
            }
        } catch (IllegalArgumentException e) {
            // The prefix is not a number, or is out of range: reported below.
        }
        throw new ConfigurationException(
                "gatehouse.http.trusted-proxies is malformed: it must list addresses or networks such as 10.0.0.0/8.");
    }
}
