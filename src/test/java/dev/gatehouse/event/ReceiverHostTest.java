package dev.gatehouse.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Look-ups of the receiver's name, which may take as long as they like. */
class ReceiverHostTest {
    private static final int WAITING = 3;
    private static final Duration LONG = Duration.ofMinutes(1);

    private final ExecutorService attempts = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch answered = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    @AfterEach
    void answer() {
        answered.countDown();
        attempts.shutdownNow();
    }

    private InetAddress[] slow(String name) {
        threads.add(Thread.currentThread());
        asked.incrementAndGet();
        try {
            boolean _ = answered.await(LONG.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }

    private ReceiverHost host() {
        return new ReceiverHost("events.test", true, this::slow, WAITING);
    }

    @Test
    void lookUpHasAPlatformThreadOfItsOwn() throws Exception {
        answered.countDown();

        attempts.submit(() -> host().address(LONG)).get();

        assertThat(threads)
                .singleElement()
                .matches(thread -> !thread.isVirtual() && thread.isDaemon())
                .extracting(Thread::getName)
                .asString()
                .startsWith("event-dns-");
    }

    @Nested
    class SlowResolver {
        private final ReceiverHost host = host();

        private void begin(int lookUps) {
            for (int i = 0; i < lookUps; i++) {
                attempts.submit(() -> host.address(LONG));
            }
            TestReceiver.await("two look-ups under way", () -> asked.get() == 2);
        }

        @Test
        void hasTwoThreadsAtMost() throws Exception {
            begin(2);
            var third = attempts.submit(() -> host.address(LONG));
            answered.countDown();

            third.get();
            assertThat(asked).hasValue(3);
            assertThat(threads).hasSize(2);
        }

        @Test
        void lookUpBeyondThoseThatWaitIsRefusedAtOnce() {
            begin(2);
            // Each of these waits for a thread in vain.
            for (int i = 0; i < WAITING; i++) {
                assertThatThrownBy(() -> host.address(Duration.ZERO)).isInstanceOf(TimeoutException.class);
            }

            assertThatThrownBy(() -> host.address(LONG))
                    .isInstanceOf(UnknownHostException.class)
                    .hasMessageContaining("too many attempts");
        }
    }
}
