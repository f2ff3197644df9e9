package dev.gatehouse.http;

/** Whether a graceful shutdown is under way. */
public interface ShutdownState {
    boolean hasBegun();
}
