package dev.gatehouse.http;

/** The order in which the route handlers of the house see a request; a lower number comes first. */
public final class RouteOrder {
    /** Before anything that can answer, so that every answer has an id. */
    static final int REQUEST_ID = -20_000;
    /** After the id, before any resource reads the body. */
    public static final int BODY_LIMIT = REQUEST_ID + 100;
    /** After every resource: what nobody answered, and what nobody caught. */
    public static final int LAST_RESORT = Integer.MAX_VALUE - 1;

    private RouteOrder() {}
}
