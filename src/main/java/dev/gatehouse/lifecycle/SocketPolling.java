package dev.gatehouse.lifecycle;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Has virtual threads that wait for a socket woken by threads of the operating system. On Linux the JDK wakes them by virtual
 * threads, and in a native executable such a wake-up gets lost now and then, at the start more than ever: the answer is there
 * and nobody reads it, until the call's time limit (https://github.com/oracle/graal/issues/13787).
 */
@Singleton
class SocketPolling {
    private static final int FIRST = 1;
    /** Read by the JDK once, when a virtual thread waits for the first time. 1: threads of the operating system. */
    private static final String MODE = "jdk.pollerMode";

    void choose(@Observes @Priority(FIRST) StartupEvent event) {
        if (System.getProperty(MODE) == null) {
            System.setProperty(MODE, "1");
        }
    }
}
