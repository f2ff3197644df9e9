package dev.gatehouse.http;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who a request comes from. Each proxy appends whom it was called by, so the chain is read from the right, and only
 * as long as it was written by a trusted one: what is further left anybody may have written.
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

    void identifyClient(RoutingContext context) {
        HttpServerRequest request = context.request();
        String peer = peer(request);
        Client client = trusts(peer)
                ? forwarded(peer, ForwardedChain.read(header, request))
                : new Client(peer, request.isSSL(), null);
        client.putInto(context);
    }

    private static String peer(HttpServerRequest request) {
        if (request.remoteAddress() == null || request.remoteAddress().hostAddress() == null) {
            return "";
        }
        String text = request.remoteAddress().hostAddress();
        String ip = IpAddress.canonical(text);
        return ip == null ? text : ip;
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
        if (trusted.isEmpty()) {
            return false;
        }
        InetSocketAddress address = address(ip);
        return address != null && trusted.stream().anyMatch(network -> network.matches(address));
    }

    private static @Nullable InetSocketAddress address(String ip) {
        InetAddress address = IpAddress.parse(ip);
        return address == null ? null : new InetSocketAddress(address, 0);
    }

    private static IpSubnetFilterRule network(String text) {
        int slash = text.indexOf('/');
        InetSocketAddress address = address(slash < 0 ? text : text.substring(0, slash));
        try {
            if (address != null) {
                int bits = address.getAddress().getAddress().length * Byte.SIZE;
                int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
                return new IpSubnetFilterRule(address.getAddress(), prefix, IpFilterRuleType.ACCEPT);
            }
        } catch (IllegalArgumentException e) {
            // The prefix is no number, or one that such an address cannot have.
        }
        throw new ConfigurationException(
                "gatehouse.http.trusted-proxies is malformed: it must list addresses or networks such as 10.0.0.0/8.");
    }
}
