package dev.gatehouse.emulator;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.emulator.hosted.HostedUi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A Cognito user pool in this JVM, behind a real HTTP server. It keeps everything in memory, prints the codes that it
 * would mail, and is no place for a real password.
 */
public final class Emulator implements AutoCloseable {

    private final EmulatorSettings settings;
    private final HttpServer server;
    private final ExecutorService threads;
    private final Faults faults = new Faults();
    private final Outbox outbox = new Outbox();
    private final URI endpoint;

    private Emulator(EmulatorSettings settings, HttpServer server) {
        this.settings = settings;
        this.server = server;
        threads = Executors.newVirtualThreadPerTaskExecutor();
        endpoint = URI.create("http://" + reachable(settings.host()) + ":"
                + server.getAddress().getPort());
        server.createContext("/", front());
        server.setExecutor(threads);
        server.start();
    }

    /**
     * Starts a pool and waits until it serves.
     *
     * @throws UncheckedIOException if the address cannot be bound
     */
    public static Emulator start(EmulatorSettings settings) {
        // The JDK's server writes head and body apart; without this, each answer may wait 40 ms for an ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "4096");
        try {
            return new Emulator(
                    settings, HttpServer.create(new InetSocketAddress(settings.host(), settings.port()), 1024));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The embedded user pool cannot listen on " + settings.host() + ":" + settings.port(), e);
        }
    }

    private HttpFront front() {
        MovableClock clock = new MovableClock(settings.clock());
        CallCounts counts = new CallCounts();
        UserContexts contexts = new UserContexts();
        SigningKeys keys = new SigningKeys();
        TokenIssuer tokens = new TokenIssuer(keys, issuer());
        UserPool pool = new UserPool(settings, clock, outbox);
        WireProtocol protocol = new WireProtocol(ApiModel.load(), Operations.of(pool, tokens, keys), contexts);
        HostedUi hosted = new HostedUi(new DomainAccounts(pool, tokens, new AccessTokens(pool, keys, issuer())));
        ControlApi control = new ControlApi(pool, clock, keys, faults, counts, contexts, hosted);
        WellKnown wellKnown = new WellKnown(keys, issuer(), domain());
        return new HttpFront(
                new Router(settings.poolId(), protocol, wellKnown, outbox, control, hosted), faults, counts, hosts());
    }

    private LocalHosts hosts() {
        return new LocalHosts(settings.allHosts());
    }

    /** What the page of the outbox shows. */
    OutboxPage.Source outbox() {
        return new OutboxPage.Source(outbox, hosts());
    }

    /** Where the pool listens; give it to an SDK client as its endpoint override. */
    public URI endpoint() {
        return endpoint;
    }

    /** The issuer that its tokens name. */
    public String issuer() {
        return domain() + "/" + settings.poolId();
    }

    /** The pool's domain, where its pages and OAuth 2.0 endpoints are: at AWS a host of its own, here the same address. */
    public String domain() {
        URI base = settings.publicEndpoint() == null ? endpoint : settings.publicEndpoint();
        return base.toString().replaceAll("/+$", "");
    }

    /** The region that the pool plays in. */
    public String region() {
        return settings.region();
    }

    /** The id of the one pool. */
    public String poolId() {
        return settings.poolId();
    }

    /** The first app client of the settings, by default the confidential one. */
    public String clientId() {
        return settings.clients().getFirst().id();
    }

    /** The secret of that client, if it has one. */
    public Optional<String> clientSecret() {
        return Optional.ofNullable(settings.clients().getFirst().secret());
    }

    /** Stops at once: calls in flight are cut. */
    @Override
    public void close() {
        faults.clear();
        server.stop(0);
        threads.shutdownNow();
    }

    private static String reachable(String host) {
        return "0.0.0.0".equals(host) || "::".equals(host) ? "127.0.0.1" : host;
    }
}
