package dev.gatehouse.http;

/** The sockets that accept connections. */
public interface ConnectionAcceptance {
    /** Accepts no further connection: a client that connects is refused. Connections that are there stay. */
    void close();
}
