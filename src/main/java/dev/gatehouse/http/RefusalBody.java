package dev.gatehouse.http;

/** What an answer says that comes from below the router. */
public interface RefusalBody {
    /** The body, problem details (RFC 9457), for this status and the id of the request. */
    String of(int status, String requestId);
}
