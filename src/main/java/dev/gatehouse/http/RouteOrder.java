package dev.gatehouse.http;

/** The order in which the route handlers of the house see a request; a lower number comes first. */
public final class RouteOrder {
    /** Before anything that can answer, so that every answer has an id, and every line of the log too. */
    static final int REQUEST_ID = -20_000;
    /** Before all else: what is not even to be begun. */
    public static final int GONE_CLIENT = REQUEST_ID - 10;
    /** After the id, before whatever needs to know who asks. */
    static final int CLIENT = REQUEST_ID + 10;
    /** After the client, before anything that can answer, so that no request goes unseen. */
    static final int REQUEST_WATCH = CLIENT + 10;
    /** After the watch, before anything that can answer. */
    static final int SECURITY_HEADERS = REQUEST_WATCH + 10;
    /** With the security headers: what a service on its way out tells its clients. */
    public static final int DRAINING = SECURITY_HEADERS + 1;
    /** With the security headers: what is said of the connection when a body is not read. */
    static final int UNREAD_BODY = SECURITY_HEADERS + 2;
    /** With the security headers, before whatever refuses: a page can read a refusal only if it is told that it may. */
    static final int ALLOWED_ORIGINS = SECURITY_HEADERS + 3;
    /** After the headers: what is not there for anybody. */
    static final int HIDDEN = SECURITY_HEADERS + 5;
    /** After the headers, before anything that reads the field. */
    static final int AUTHORIZATION = SECURITY_HEADERS + 6;
    /** After the origins, since a browser's question whether it may ask (preflight) is an OPTIONS request too. */
    static final int ALLOWED_METHODS = SECURITY_HEADERS + 11;
    /** After the origins, before any resource. */
    static final int ACCEPT = SECURITY_HEADERS + 20;
    /** After all that judges a request by its head, before any resource reads the body. */
    public static final int BODY_LIMIT = REQUEST_ID + 100;
    /** Just before the body is read. */
    static final int BODY_TYPE = BODY_LIMIT - 1;
    /** Just after the body is read. */
    static final int BODY_TEXT = BODY_LIMIT + 2;
    /** After every resource: what nobody answered, and what nobody caught. */
    public static final int LAST_RESORT = Integer.MAX_VALUE - 1;

    private RouteOrder() {}
}
