package dev.gatehouse.lifecycle;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Ends the process at once on SIGTERM or SIGINT: on a second signal, which the JVM ignores during its shutdown, and on the
 * first while the service starts ({@link EarlySignal}). The JDK's only API for signals is sun.misc.Signal. It is called by
 * reflection, because javac warns about it, the warning cannot be suppressed, and the build treats warnings as errors.
 */
@RegisterForReflection(classNames = {SecondSignal.SIGNAL, SecondSignal.HANDLER})
final class SecondSignal {
    static final String SIGNAL = "sun.misc.Signal";
    static final String HANDLER = "sun.misc.SignalHandler";
    /** By convention the exit code after a signal is this plus the signal's number. */
    static final int SIGNALLED = 128;

    private SecondSignal() {}

    /**
     * Installs the signal handlers.
     *
     * @return restores the previous handlers
     */
    static Runnable endsTheProcess() {
        Runnable term = haltOn("TERM", 15);
        Runnable interrupt = haltOn("INT", 2);
        return () -> {
            term.run();
            interrupt.run();
        };
    }

    private static Runnable haltOn(String name, int number) {
        InvocationHandler halt = (_, _, _) -> {
            Runtime.getRuntime().halt(SIGNALLED + number);
            return null;
        };
        try {
            Class<?> handler = Class.forName(HANDLER);
            Object before =
                    handle(name, Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, halt));
            return () -> {
                try {
                    handle(name, before);
                } catch (ReflectiveOperationException e) {
                    throw noSignals(e);
                }
            };
        } catch (ReflectiveOperationException e) {
            throw noSignals(e);
        }
    }

    /** Returns the previous handler. */
    private static Object handle(String name, Object handler) throws ReflectiveOperationException {
        Class<?> signal = Class.forName(SIGNAL);
        Method handle = signal.getMethod("handle", signal, Class.forName(HANDLER));
        return handle.invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
    }

    private static IllegalStateException noSignals(ReflectiveOperationException e) {
        return new IllegalStateException("this JDK does not support signal handlers", e);
    }
}
