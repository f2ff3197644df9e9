package dev.gatehouse.identity;

/** A result that is more than a plain success, such as a sign-in that needs one more step. */
public interface Outcome {
    /** One word for the audit log, from a small fixed set. */
    String outcome();

    /** Whether nothing more is to be done. */
    boolean complete();
}
