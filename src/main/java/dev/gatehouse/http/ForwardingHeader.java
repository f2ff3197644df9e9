package dev.gatehouse.http;

/** How a proxy tells whom it speaks for. */
enum ForwardingHeader {
    /** {@code X-Forwarded-For} and {@code X-Forwarded-Proto}, as most proxies write them. */
    X_FORWARDED_FOR,
    /** RFC 7239. */
    FORWARDED
}
