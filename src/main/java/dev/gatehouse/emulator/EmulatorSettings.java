package dev.gatehouse.emulator;

import dev.gatehouse.emulator.hosted.OAuthSettings;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an emulator listens and which pool it plays. Port 0 takes a free one. The public endpoint, when set, is what
 * tokens name as their issuer; otherwise it is the address that the emulator listens on. Requests must name localhost, that
 * address, the public endpoint or one of the further hosts.
 */
public record EmulatorSettings(
        String host,
        int port,
        String region,
        String poolId,
        List<AppClient> clients,
        @Nullable URI publicEndpoint,
        List<String> hosts,
        Clock clock) {

    /** The confidential client that every emulator has. */
    public static final String CLIENT_ID = "gatehouseclient";

    /** Its secret: public, in every copy of the source, good for nothing else. */
    public static final String CLIENT_SECRET = "notASecretOnlyForDevelopment0000";

    /** The public client that every emulator has. */
    public static final String PUBLIC_CLIENT_ID = "gatehousepublic";

    public EmulatorSettings {
        clients = List.copyOf(clients);
        hosts = List.copyOf(hosts);
    }

    /** A free port on the loopback interface, pool {@code eu-west-1_gatehouse}, and the two standard clients. */
    public static EmulatorSettings defaults() {
        return new EmulatorSettings(
                        "127.0.0.1",
                        0,
                        "eu-west-1",
                        "eu-west-1_gatehouse",
                        List.of(AppClient.confidential(CLIENT_ID, CLIENT_SECRET), AppClient.open(PUBLIC_CLIENT_ID)),
                        null,
                        List.of(),
                        Clock.systemUTC())
                .withSite("http://localhost:8080");
    }

    /** Lets both standard clients sign people in at the pool's domain for a Gatehouse at this address, without a path. */
    public EmulatorSettings withSite(String address) {
        List<AppClient> changed = clients.stream()
                .map(client -> client.withOAuth(OAuthSettings.site(address)))
                .toList();
        return new EmulatorSettings(host, port, region, poolId, changed, publicEndpoint, hosts, clock);
    }

    public EmulatorSettings withHost(String newHost) {
        return new EmulatorSettings(newHost, port, region, poolId, clients, publicEndpoint, hosts, clock);
    }

    public EmulatorSettings withPort(int newPort) {
        return new EmulatorSettings(host, newPort, region, poolId, clients, publicEndpoint, hosts, clock);
    }

    public EmulatorSettings withPublicEndpoint(URI endpoint) {
        return new EmulatorSettings(host, port, region, poolId, clients, endpoint, hosts, clock);
    }

    /** Serves requests under these host names too. */
    public EmulatorSettings withHosts(List<String> names) {
        return new EmulatorSettings(host, port, region, poolId, clients, publicEndpoint, names, clock);
    }

    /** The host names that requests may have, beside those of this machine itself. */
    List<String> allHosts() {
        List<String> all = new ArrayList<>(hosts);
        all.add(host);
        if (publicEndpoint != null && publicEndpoint.getHost() != null) {
            all.add(publicEndpoint.getHost());
        }
        return all;
    }

    public EmulatorSettings withClock(Clock newClock) {
        return new EmulatorSettings(host, port, region, poolId, clients, publicEndpoint, hosts, newClock);
    }

    /** Takes a pool id of the form {@code <region>_<name>}. */
    public EmulatorSettings withPool(String newPoolId) {
        String newRegion = newPoolId.substring(0, newPoolId.indexOf('_'));
        return new EmulatorSettings(host, port, newRegion, newPoolId, clients, publicEndpoint, hosts, clock);
    }

    /** Adds a client beside the standard ones. */
    public EmulatorSettings withClient(AppClient client) {
        List<AppClient> more = new ArrayList<>(clients);
        more.add(client);
        return new EmulatorSettings(host, port, region, poolId, more, publicEndpoint, hosts, clock);
    }
}
