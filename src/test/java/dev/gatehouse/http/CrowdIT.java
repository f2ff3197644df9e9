package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.KeptConnection;
import dev.gatehouse.support.OwnPool;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ten thousand idle connections, or as many as this machine allows one process to open. */
@Tag("proof")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CrowdIT {
    private static final String DEMO = "{\"email\":\"demo@example.com\",\"password\":\"demo-Passw0rd!\"}";
    /** Files that the tests themselves need. */
    private static final long SPARE = 1000;

    private static final int SIZE = (int) Math.min(
            10_000,
            ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getMaxFileDescriptorCount()
                    - SPARE);
    private static final int FURTHER = 100;
    /** A small limit. */
    private static final int FEW = 50;
    /** Connections that waiting for the start may have left open. */
    private static final int OWN = 2;

    private static OwnPool pool;
    private static Gatehouse gatehouse;

    private final List<SocketChannel> crowd = new ArrayList<>();

    @BeforeAll
    static void start() {
        pool = new OwnPool();
        gatehouse = pool.launch()
                .setting("quarkus.http.limits.max-connections", Integer.toString(SIZE + FURTHER))
                .start("/health/ready");
    }

    @AfterAll
    static void stop() {
        gatehouse.close();
        pool.close();
    }

    @AfterEach
    void closeAll() throws IOException {
        for (SocketChannel each : crowd) {
            each.close();
        }
    }

    private void open(int size) throws IOException {
        InetSocketAddress address = new InetSocketAddress(
                gatehouse.address().getHost(), gatehouse.address().getPort());
        while (crowd.size() < size) {
            crowd.add(SocketChannel.open(address));
        }
    }

    @Test
    void doesNotDelayOtherClients() throws IOException {
        open(SIZE);
        for (int i = 0; i < 20; i++) {
            try (KeptConnection connection = KeptConnection.to(gatehouse.address())) {
                assertThat(connection.post("/auth/login", DEMO).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void isRefusedAboveTheLimit() throws IOException {
        List<KeptConnection> taken = new ArrayList<>();
        try (Gatehouse small = pool.launch()
                .setting("quarkus.http.limits.max-connections", Integer.toString(FEW))
                .start("/health/ready")) {
            try {
                while (taken.size() <= FEW) {
                    // Waits for each answer, because connections without a request may be counted in any order.
                    KeptConnection next = KeptConnection.to(small.address());
                    taken.add(next);
                    next.get("/health/live");
                }
            } catch (IOException refused) {
                taken.removeLast().close();
            }
            assertThat(taken).hasSizeBetween(FEW - OWN, FEW);
            for (KeptConnection each : taken) {
                each.close();
            }
            small.awaitOk("/health/ready");
        }
    }
}
