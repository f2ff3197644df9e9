package dev.gatehouse.http;

/** This service's part of the trace that a request belongs to (W3C Trace Context). */
public interface RequestSpan {
    /** 32 hexadecimal digits, the same in all services that the request passes. */
    String traceId();

    /** 16 hexadecimal digits. */
    String spanId();

    /** Two hexadecimal digits; {@code 01} if the trace is recorded. */
    String flags();

    /** Whether this service sends the span to a collector. */
    default boolean isRecorded() {
        return false;
    }

    /** Called once, at the end of the request. */
    default void ended(RequestEnd request) {}
}
