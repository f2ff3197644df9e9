package dev.gatehouse.event;

import dev.gatehouse.support.PoolResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/** A pool, and the address of a receiver, which the test starts. */
public class EventsPool extends PoolResource {
    /** A service that may revoke tokens of people and of a machine. */
    static final String SERVICE = "revoker";

    static final String SERVICE_SECRET = "revoker-secret-only-for-tests-00000";
    static final String MACHINE = "machineclient";
    private static final String PORT = "gatehouse.test.receiver";

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = super.start();
        int port = freePort();
        System.setProperty(PORT, Integer.toString(port));
        settings.put("gatehouse.event.webhook.url", "http://127.0.0.1:" + port + "/events");
        settings.put("gatehouse.event.webhook.allowed-private-hosts", "127.0.0.1");
        settings.put("gatehouse.event.retry-after", "50ms");
        settings.put("gatehouse.token.client-ids", "gatehouseclient," + MACHINE);
        settings.put("gatehouse.oauth.clients." + SERVICE + ".secret", SERVICE_SECRET);
        settings.put("gatehouse.oauth.clients." + SERVICE + ".may-revoke", "gatehouseclient," + MACHINE);
        settings.put("EVENT_WEBHOOK_SECRET", TestReceiver.SECRET);
        settings.put("EVENT_WEBHOOK_SECRET_PREVIOUS", TestReceiver.PREVIOUS_SECRET);
        return settings;
    }

    /** The receiver at that address. */
    static TestReceiver receiver() {
        return TestReceiver.start(Integer.getInteger(PORT));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
