package dev.gatehouse.lifecycle;

import dev.gatehouse.startup.StartupOrder;
import dev.gatehouse.startup.StartupStep;
import jakarta.inject.Singleton;

/**
 * Makes platform threads wake up virtual threads that wait for a socket. By default on Linux the JDK uses virtual threads for
 * this, and a native executable sometimes loses such a wake-up, mostly at the start: the response has arrived, but the call
 * waits until its timeout (https://github.com/oracle/graal/issues/13787).
 */
@Singleton
class SocketPolling implements StartupStep {
    /** Read by the JDK once, when a virtual thread first waits. 1: platform threads. */
    private static final String MODE = "jdk.pollerMode";

    @Override
    public StartupOrder order() {
        return StartupOrder.SOCKET_POLLING;
    }

    @Override
    public void run() {
        if (System.getProperty(MODE) == null) {
            System.setProperty(MODE, "1");
        }
    }
}
