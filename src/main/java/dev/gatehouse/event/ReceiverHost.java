package dev.gatehouse.event;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Resolves the receiver's name, and refuses addresses that are not public, unless they are allowed for this name. Look-ups have
 * threads of their own: each blocks its thread in native code, which would block the few carriers of all virtual threads too.
 */
final class ReceiverHost {
    private static final int THREADS = 2;
    private static final long IDLE_SECONDS = 30;

    private final PublicAddress publicAddress = new PublicAddress();
    private final String name;
    private final boolean mayBePrivate;
    private final Resolver resolver;
    private final ExecutorService executor;

    /** All addresses of a name. */
    interface Resolver {
        InetAddress[] resolve(String name) throws UnknownHostException;
    }

    /** An address must not be called. */
    static final class Refused extends IOException {
        static final String REASON = "the receiver's name has an address that is not public, and"
                + " gatehouse.event.webhook.allowed-private-hosts does not list it";
        private static final long serialVersionUID = 1L;

        Refused() {
            super(REASON);
        }
    }

    /** @param waiting how many look-ups may wait for a thread */
    ReceiverHost(String name, boolean mayBePrivate, Resolver resolver, int waiting) {
        this.name = name;
        this.mayBePrivate = mayBePrivate;
        this.resolver = resolver;
        this.executor = threads(waiting);
    }

    private static ExecutorService threads(int waiting) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(waiting),
                Thread.ofPlatform().daemon().name("event-dns-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /**
     * An address to connect to, as the name has it now.
     *
     * @throws Refused when one of the addresses is not public
     * @throws IOException when the name has none
     */
    InetAddress address(Duration timeout) throws IOException, InterruptedException, TimeoutException {
        InetAddress[] all = resolved(timeout);
        for (InetAddress address : all) {
            if (!mayBePrivate && !publicAddress.is(address)) {
                throw new Refused();
            }
        }
        return all[0];
    }

    /** The JDK's resolver knows no timeout. */
    private InetAddress[] resolved(Duration timeout) throws IOException, InterruptedException, TimeoutException {
        Future<InetAddress[]> asked;
        try {
            asked = executor.submit(() -> resolver.resolve(name));
        } catch (RejectedExecutionException e) {
            throw new UnknownHostException("the receiver's name is being resolved for too many attempts");
        }
        try {
            return asked.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            asked.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw new UnknownHostException("the receiver's name cannot be resolved");
        }
    }
}
