package dev.gatehouse.emulator.hosted;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The errors that tests have ordered for the next sign-ins at the domain. */
public final class OrderedRefusals {

    private static final int MOST = 1000;

    private final Deque<Refusal> waiting = new ArrayDeque<>();

    /** An error that the browser comes back with, with the state of the request or without. */
    record Refusal(OAuthError error, boolean withState) {}

    /** Orders an error for a number of sign-ins. */
    public synchronized void order(String error, @Nullable String description, boolean withState, long times) {
        for (long i = 0; i < times && waiting.size() < MOST; i++) {
            waiting.add(new Refusal(new OAuthError(400, error, description), withState));
        }
    }

    synchronized Optional<Refusal> next() {
        return Optional.ofNullable(waiting.poll());
    }

    /** Forgets all orders. */
    public synchronized void clear() {
        waiting.clear();
    }
}
