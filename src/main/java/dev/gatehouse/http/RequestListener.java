package dev.gatehouse.http;

/** Is told of every request when it has ended, on the event loop: it must not block. */
public interface RequestListener {
    void ended(RequestEnd request);
}
