package dev.gatehouse.http;

/** The request is from a page whose origin is neither listed nor the service's own. */
public final class ForeignOriginException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ForeignOriginException() {
        super("foreign origin", null, false, false);
    }
}
