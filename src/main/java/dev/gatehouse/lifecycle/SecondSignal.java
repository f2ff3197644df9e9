package dev.gatehouse.lifecycle;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Ends the process at once on SIGTERM or SIGINT: on a second one, which the JVM itself ignores once it shuts down, and on
 * the first while the service starts ({@link EarlySignal}). The JDK's only API
 * for signals is sun.misc.Signal. It is called by reflection, because javac warns of its name, has no option to suppress that
 * warning, and treats warnings as errors here.
 */
@RegisterForReflection(classNames = {SecondSignal.SIGNAL, SecondSignal.HANDLER})
final class SecondSignal {
    static final String SIGNAL = "sun.misc.Signal";
    static final String HANDLER = "sun.misc.SignalHandler";
    /** By convention a process that a signal ended has this and the signal's number for its exit code. */
    static final int SIGNALLED = 128;

    private SecondSignal() {}

    /**
     * From now on.
     *
     * @return what brings back the handling of before
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

    /** Returns the handler of before. */
    private static Object handle(String name, Object handler) throws ReflectiveOperationException {
        Class<?> signal = Class.forName(SIGNAL);
        Method handle = signal.getMethod("handle", signal, Class.forName(HANDLER));
        return handle.invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
    }

    private static IllegalStateException noSignals(ReflectiveOperationException e) {
        return new IllegalStateException("this JDK handles no signals", e);
    }
}
