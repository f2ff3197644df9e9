package dev.gatehouse.identity;

/** A result other than success or failure, such as a sign-in that needs one more step. */
public interface Outcome {
    /** One word for the audit log, from a small fixed set. */
    String outcome();

    /** Whether no further step is needed. */
    boolean complete();
}
