package dev.gatehouse.http;

/** Receives the end of every request, on the event loop: it must not block. */
public interface RequestListener {
    void ended(RequestEnd request);
}
