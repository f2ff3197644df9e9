package dev.gatehouse.identity;

/** Is called when a security event has happened. */
public interface SecurityEventListener {

    /**
     * Called by the thread of the request, before its answer is sent: must not fail, nor block for long. The ids of the request
     * and of its users are in the MDC; what else is known is in {@link EventDetails}.
     */
    void happened(SecurityEvent event);
}
