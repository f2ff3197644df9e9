package dev.gatehouse.cognito;

import dev.gatehouse.support.Wire.Break;

/** A way in which calls to Cognito go wrong, and what whoever caused the call is told. */
enum Fault {
    TIMEOUT(Break.LATE, 503, "upstream_unavailable"),
    HANG(Break.SILENT, 503, "upstream_unavailable"),
    CLOSED(Break.CLOSED, 503, "upstream_unavailable"),
    RESET(Break.RESET, 503, "upstream_unavailable"),
    ANSWER_LOST(Break.LOST, 503, "upstream_unavailable"),
    SLOW_BODY(Break.DRIP, 503, "upstream_unavailable"),
    TRUNCATED(Break.HALF, 502, "invalid_upstream_response"),
    INTERNAL_ERROR(Break.INTERNAL_ERROR, 503, "upstream_unavailable"),
    HTTP_500(Break.PAGE_500, 503, "upstream_unavailable"),
    THROTTLED(Break.THROTTLED, 503, "upstream_busy"),
    HTTP_429(Break.PAGE_429, 503, "upstream_busy"),
    GARBAGE(Break.PAGE_200, 502, "invalid_upstream_response"),
    UNKNOWN_ERROR(Break.UNKNOWN_ERROR, 502, "invalid_upstream_response"),
    WRONG_CONTENT_TYPE(Break.RETYPED, 502, "invalid_upstream_response"),
    /** The name of Cognito resolves to nothing. */
    NO_ADDRESS(Break.NOT, 503, "upstream_unavailable"),
    /** Whoever answers there proves by no trusted certificate to be Cognito. */
    NO_TRUST(Break.NOT, 503, "upstream_unavailable");

    final Break wire;
    final int status;
    final String code;

    Fault(Break wire, int status, String code) {
        this.wire = wire;
        this.status = status;
        this.code = code;
    }

    /** Whether another try may help. */
    boolean isWorthAnotherTry() {
        return status == 503;
    }

    /** Whether it shows only when the time is up. */
    boolean takesTime() {
        return this == TIMEOUT || this == HANG || this == SLOW_BODY;
    }
}
