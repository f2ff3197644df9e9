package dev.gatehouse.http;

/** Whether a graceful shutdown has begun. */
public interface ShutdownState {
    boolean hasBegun();
}
