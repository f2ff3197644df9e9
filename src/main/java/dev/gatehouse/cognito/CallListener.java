package dev.gatehouse.cognito;

/** Receives the end of every HTTP request to Cognito, in the thread that made it: it must not block. */
public interface CallListener {
    void ended(CallEnd call);
}
