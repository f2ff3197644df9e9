package dev.gatehouse.http;

/** The header in which proxies name the client. */
enum ForwardingHeader {
    /** {@code X-Forwarded-For} and {@code X-Forwarded-Proto}, as most proxies write them. */
    X_FORWARDED_FOR,
    /** RFC 7239. */
    FORWARDED
}
