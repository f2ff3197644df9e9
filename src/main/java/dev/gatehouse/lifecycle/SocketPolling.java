package dev.gatehouse.lifecycle;

import dev.gatehouse.startup.StartupOrder;
import dev.gatehouse.startup.StartupStep;
import jakarta.inject.Singleton;

/**
 * Has virtual threads that wait for a socket woken by threads of the operating system. On Linux the JDK wakes them by virtual
 * threads, and in a native executable such a wake-up gets lost now and then, at the start more than ever: the answer is there
 * and nobody reads it, until the call's time limit (https://github.com/oracle/graal/issues/13787).
 */
@Singleton
class SocketPolling implements StartupStep {
    /** Read by the JDK once, when a virtual thread waits for the first time. 1: threads of the operating system. */
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
