package dev.gatehouse.lifecycle;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;

/**
 * Signals of the operating system, by the API that Quarkus handles them with; the JDK has no other. By reflection, because
 * javac warns of its very name, cannot be told not to, and must not be deaf to its other warnings.
 */
@RegisterForReflection(classNames = {Signals.SIGNAL, Signals.HANDLER})
final class Signals {
    static final String SIGNAL = "sun.misc.Signal";
    static final String HANDLER = "sun.misc.SignalHandler";

    private Signals() {}

    /** Runs the action whenever the signal comes, before whoever has handled it so far. */
    static void tap(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName(SIGNAL);
            Class<?> handler = Class.forName(HANDLER);
            CompletableFuture<Object> next = new CompletableFuture<>();
            InvocationHandler ours = (_, method, arguments) -> {
                action.run();
                return method.invoke(next.join(), arguments);
            };
            Method handle = signal.getMethod("handle", signal, handler);
            next.complete(handle.invoke(
                    null,
                    signal.getConstructor(String.class).newInstance(name),
                    Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, ours)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK handles no signals", e);
        }
    }
}
